package checkconfig

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// oneProvider: Distribution takes whichever provider comes first, or refuses two.
func oneProvider(d document) []Finding {
	if providers := d.keys("auth"); len(providers) > 1 {
		return d.find("auth", "names %d providers (%s); exactly one is allowed", len(providers), strings.Join(providers, ", "))
	}
	return nil
}

func tokenKeys(d document) []Finding {
	const path = "auth.token"
	if !d.has(path) {
		return nil
	}
	var findings []Finding
	if !d.has(path+".rootcertbundle") && !d.has(path+".jwks") {
		findings = d.find(path, "has neither rootcertbundle nor jwks; one is needed to check signatures with")
	}
	if d.has(path+".autoredirectpath") && d.value(path+".autoredirect") != true {
		findings = append(findings, d.find(path+".autoredirectpath", "has no effect without autoredirect: true")...)
	}
	return findings
}

// tlsTogether: without a certificate Distribution serves plain HTTP, whatever else `tls` says.
func tlsTogether(d document) []Finding {
	const path = "http.tls"
	if !d.has(path) {
		return nil
	}
	findings := together(d, path, "certificate", "key")
	acme := d.has(path + ".letsencrypt.cachefile")
	if d.has(path+".letsencrypt") && !acme {
		findings = append(findings, d.find(path+".letsencrypt.cachefile", "is missing; without it letsencrypt has no effect")...)
	}
	if acme && d.has(path+".certificate") {
		findings = append(findings, d.find(path+".letsencrypt", "cannot be used together with certificate")...)
	}
	if !acme && !d.has(path+".certificate") && !d.has(path+".key") {
		findings = append(findings, d.find(path, "has no certificate, so the registry would serve plain HTTP; give certificate and key, or leave tls out")...)
	}
	if d.has(path+".clientauth") && len(d.items(path+".clientcas")) == 0 {
		findings = append(findings, d.find(path+".clientauth", "has no effect without clientcas")...)
	}
	if d.text(path+".minimumtls") == "tls1.3" && d.has(path+".ciphersuites") {
		findings = append(findings, d.find(path+".ciphersuites", "has no effect with tls1.3, whose suites cannot be chosen")...)
	}
	return findings
}

func address(d document) []Finding {
	text := d.text("http.addr")
	if !d.has("http") {
		return d.find("http.addr", "is missing; without it the registry listens on a random port")
	}
	if text == "" || d.text("http.net") == "unix" {
		return nil
	}
	if allowed := hostPort(text); allowed != "" {
		return d.find("http.addr", "found %q; allowed: %s", text, allowed)
	}
	return nil
}

func prometheus(d document) []Finding {
	if d.has("http.debug") && !d.has("http.debug.addr") {
		return d.find("http.debug.addr", "is missing; without it nothing in http.debug has an effect")
	}
	return nil
}

// middlewares judges the options by the name of each middleware.
func middlewares(d document) []Finding {
	w := &walker{}
	for i, item := range d.items("middleware.storage") {
		item = target(item)
		path := fmt.Sprintf("middleware.storage[%d]", i)
		name := child(item, "name")
		if name == nil {
			continue
		}
		known, found := middlewareOptions[name.Value]
		options := child(item, "options")
		switch {
		case found && options != nil:
			w.visit(options, known, path+".options")
		case found && needsOptions(known):
			w.report(item, path+".options", "is missing")
		}
		if name.Value == "cloudfront" {
			w.findings = append(w.findings, cloudfront(options, path)...)
		}
	}
	return w.findings
}

func needsOptions(f field) bool {
	return slices.ContainsFunc(names(f.keys), func(key string) bool { return f.keys[key].required })
}

func cloudfront(options *yaml.Node, path string) []Finding {
	if options == nil || target(options).Kind != yaml.MappingNode {
		return nil
	}
	filter := child(options, "ipfilteredby")
	if filter != nil && strings.EqualFold(filter.Value, "awsregion") && child(options, "awsregion") == nil {
		return []Finding{{options.Line, options.Column, path + ".options.awsregion", "is missing; ipfilteredby is awsregion"}}
	}
	return nil
}
