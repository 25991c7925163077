module github.com/cloudfoundry-community/diego-docker-release/src/mirror-images

go 1.25.0

require (
	github.com/olareg/olareg v0.2.1
	github.com/opencontainers/go-digest v1.0.0
	github.com/regclient/regclient v0.11.5
	github.com/robfig/cron/v3 v3.0.1
	golang.org/x/term v0.43.0
)

require (
	github.com/docker/libtrust v0.0.0-20160708172513-aabc10ec26b7 // indirect
	github.com/goccy/go-yaml v1.19.2 // indirect
	github.com/klauspost/compress v1.18.6 // indirect
	github.com/sirupsen/logrus v1.9.4 // indirect
	github.com/sudo-bmitch/oci-digest v0.1.2 // indirect
	github.com/ulikunitz/xz v0.5.15 // indirect
	golang.org/x/crypto v0.52.0 // indirect
	golang.org/x/sys v0.45.0 // indirect
)
