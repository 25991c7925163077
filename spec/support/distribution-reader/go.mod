module github.com/cloudfoundry-community/diego-docker-release/spec/support/distribution-reader

go 1.25.0

require (
	github.com/distribution/distribution/v3 v3.1.1
	gopkg.in/yaml.v2 v2.4.0
)

require (
	github.com/sirupsen/logrus v1.9.4 // indirect
	golang.org/x/sys v0.42.0 // indirect
)
