// Package report is how the parts of the registry tell what happens, without knowing where it goes.
package report

// Log takes lines: Infof what is as it should be, Warnf what somebody should look at.
type Log interface {
	Infof(format string, args ...any)
	Warnf(format string, args ...any)
}

// To returns a Log that hands all lines to one function, such as testing.T.Logf.
func To(write func(format string, args ...any)) Log { return single(write) }

type single func(format string, args ...any)

// Infof implements Log.
func (s single) Infof(format string, args ...any) { s(format, args...) }

// Warnf implements Log.
func (s single) Warnf(format string, args ...any) { s(format, args...) }
