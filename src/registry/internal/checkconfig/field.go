package checkconfig

// shape is the form of a value.
type shape int

const (
	// scalarShape is a single value that the field's check judges.
	scalarShape shape = iota
	// sectionShape is a map with known keys, dictShape one with any keys and values of one kind.
	sectionShape
	dictShape
	listShape
	// freeShape is any value at all.
	freeShape
)

// field says what is allowed in one place of the document.
type field struct {
	shape shape
	keys  map[string]field
	elem  *field
	// check returns what is allowed instead, or "" if the resolved value is fine. The text is as written.
	check func(value any, text string) string
	// secret values are never quoted.
	secret   bool
	required bool
	// nullable values may be left empty, "key:".
	nullable bool
	// word is a single value that may stand for the whole section, such as `storage: inmemory`.
	words []string
	// ignored says why Distribution takes no notice of the key.
	ignored string
}

func section(keys map[string]field) field { return field{shape: sectionShape, keys: keys} }
func list(elem field) field               { return field{shape: listShape, elem: &elem} }
func dict(elem field) field               { return field{shape: dictShape, elem: &elem} }
func free() field                         { return field{shape: freeShape} }
func scalar(check func(any, string) string) field {
	return field{shape: scalarShape, check: check}
}

func (f field) needed() field             { f.required = true; return f }
func (f field) hidden() field             { f.secret = true; return f }
func (f field) orEmpty() field            { f.nullable = true; return f }
func (f field) orWord(w ...string) field  { f.words = w; return f }
func (f field) noEffect(why string) field { f.ignored = why; return f }

// and adds a condition on the text.
func (f field) and(also func(text string) string) field {
	first := f.check
	f.check = func(value any, text string) string {
		if problem := first(value, text); problem != "" {
			return problem
		}
		return also(text)
	}
	return f
}
