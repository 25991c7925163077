package serve

import (
	"os"
	"sort"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace/noop"
)

// IgnoreOverrides takes REGISTRY_* variables out of the environment and returns their names. Distribution
// would let them override the configuration file (configuration/parser.go, v3.1.1), unchecked and unseen.
func IgnoreOverrides() []string {
	var ignored []string
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "REGISTRY_") && os.Unsetenv(name) == nil {
			ignored = append(ignored, name)
		}
	}
	sort.Strings(ignored)
	return ignored
}

// tracingVariables ask for traces to be exported (OpenTelemetry specification, SDK environment variables).
var tracingVariables = []string{"OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"}

// tracingWanted reports whether the environment asks for traces.
func tracingWanted() bool {
	for _, name := range tracingVariables {
		if value := os.Getenv(name); value != "" && value != "none" {
			return os.Getenv("OTEL_TRACES_EXPORTER") != "none"
		}
	}
	return false
}

// discardTraces keeps Distribution from sending traces to localhost and from making any: left alone it
// records several spans a request and encodes each as JSON for a debug log (tracing/tracing.go, v3.1.1). It
// must run before Distribution sets up tracing, and the returned function after.
func discardTraces() (after func(), err error) {
	if err := os.Setenv("OTEL_TRACES_EXPORTER", "none"); err != nil {
		return nil, err
	}
	otel.SetTracerProvider(noop.NewTracerProvider())
	return func() { otel.SetTracerProvider(noop.NewTracerProvider()) }, nil
}
