package schema2

import (
	"testing"

	"github.com/regclient/regclient/types/descriptor"
	"github.com/regclient/regclient/types/mediatype"
)

func TestImageRefusesWhatSchema2DoesNotHave(t *testing.T) {
	config := descriptor.Descriptor{MediaType: mediatype.OCI1ImageConfig, Digest: "sha256:c", Size: 3}
	for name, c := range map[string]struct {
		config descriptor.Descriptor
		layer  string
		want   string
	}{
		"an OCI image":     {config, mediatype.OCI1LayerGzip, ""},
		"a plain layer":    {config, mediatype.OCI1Layer, ""},
		"a zstd layer":     {config, mediatype.OCI1LayerZstd, "its layer sha256:l is of the type application/vnd.oci.image.layer.v1.tar+zstd, which Docker's schema 2 does not have; use an image with gzip layers"},
		"something else":   {descriptor.Descriptor{MediaType: "text/plain"}, mediatype.OCI1Layer, "its configuration is of the type text/plain, so it is no image that can be run"},
		"a foreign layer":  {config, "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", "its layer sha256:l is of the type application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, which Docker's schema 2 does not have; use an image with gzip layers"},
		"a schema 2 image": {descriptor.Descriptor{MediaType: mediatype.Docker2ImageConfig}, mediatype.Docker2LayerGzip, ""},
	} {
		_, err := Image(c.config, []descriptor.Descriptor{{MediaType: c.layer, Digest: "sha256:l", Size: 1}})
		if (err == nil) != (c.want == "") || (err != nil && err.Error() != c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestImageHasTheSameContent(t *testing.T) {
	got, err := Image(descriptor.Descriptor{MediaType: mediatype.OCI1ImageConfig, Digest: "sha256:c", Size: 3},
		[]descriptor.Descriptor{{MediaType: mediatype.OCI1LayerGzip, Digest: "sha256:l", Size: 7, Annotations: map[string]string{"a": "b"}}})
	want := `{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",` +
		`"config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":3,"digest":"sha256:c"},` +
		`"layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":7,"digest":"sha256:l"}]}`
	if err != nil || string(got) != want {
		t.Errorf("%v: %s", err, got)
	}
}

func TestCheckHistory(t *testing.T) {
	for config, c := range map[string]struct {
		layers int
		want   string
	}{
		`{"history":[{},{"empty_layer":true},{}]}`: {2, ""},
		`{"history":[{}]}`:                         {2, "its history describes 1 of its 2 layers, and old clients would get no other; build it with docker build"},
		`{}`:                                       {1, "its history describes 0 of its 1 layers, and old clients would get no other; build it with docker build"},
		`[]`:                                       {1, "its configuration cannot be read: json: cannot unmarshal array into Go value of type struct { History []struct { EmptyLayer bool \"json:\\\"empty_layer\\\"\" } \"json:\\\"history\\\"\" }"},
	} {
		err := CheckHistory([]byte(config), c.layers)
		if (err == nil) != (c.want == "") || (err != nil && err.Error() != c.want) {
			t.Errorf("%s: %v", config, err)
		}
	}
}
