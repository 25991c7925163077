package serve

import (
	"os"
	"slices"
	"testing"
)

func TestIgnoreOverrides(t *testing.T) {
	t.Setenv("REGISTRY_HTTP_ADDR", "x")
	t.Setenv("REGISTRY_AUTH", "none")
	t.Setenv("OTHER_REGISTRY_X", "kept")
	if got := IgnoreOverrides(); !slices.Equal(got, []string{"REGISTRY_AUTH", "REGISTRY_HTTP_ADDR"}) {
		t.Errorf("%v", got)
	}
	if _, found := os.LookupEnv("REGISTRY_HTTP_ADDR"); found || os.Getenv("OTHER_REGISTRY_X") != "kept" {
		t.Error("the wrong variables went")
	}
}

func TestTracingWanted(t *testing.T) {
	tests := []struct {
		exporter, endpoint string
		want               bool
	}{
		{"", "", false}, {"none", "", false}, {"none", "http://collector:4318", false},
		{"otlp", "", true}, {"console", "", true}, {"", "http://collector:4318", true},
	}
	for _, test := range tests {
		t.Setenv("OTEL_TRACES_EXPORTER", test.exporter)
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", test.endpoint)
		t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "")
		if got := tracingWanted(); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}
