package labs

import "encoding/hex"

// RuleSet names the embedded catalogue and the code that reads it. A test refuses a change of data that does not
// change it; a change of code that changes what comes out raises codeVersion.
const RuleSet = "labs-2+5cfb9dc7dea4"

// codeVersion is raised whenever a change of Go code changes what the same data means.
const codeVersion = "labs-2"

func ruleSetName(hash []byte) string {
	return codeVersion + "+" + hex.EncodeToString(hash)[:12]
}
