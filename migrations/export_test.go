package migrations

// UpTo applies the first of what is pending, for tests that begin at an earlier version.
var UpTo = upTo
