package disk

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestCollect(t *testing.T) {
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(NewCollector(t.TempDir()))
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := make(map[string]float64)
	for _, family := range families {
		values[family.GetName()] = family.GetMetric()[0].GetGauge().GetValue()
	}
	size, used, free := values["registry_disk_size_bytes"], values["registry_disk_used_bytes"], values["registry_disk_available_bytes"]
	if len(values) != 5 || size <= 0 || used < 0 || free <= 0 || used+free > size {
		t.Errorf("%v", values)
	}
}

func TestNoFiguresForNoPath(t *testing.T) {
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(NewCollector("/does/not/exist"))
	if families, err := registry.Gather(); err != nil || len(families) > 0 {
		t.Errorf("%v %v", families, err)
	}
}
