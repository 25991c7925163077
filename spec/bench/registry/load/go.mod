module github.com/cloudfoundry-community/diego-docker-release/spec/bench/registry/load

go 1.25.0
