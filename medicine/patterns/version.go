package patterns

import "encoding/hex"

// RuleSet names the embedded patterns and the code that reads them. A test refuses a change of data that does not change it;
// a change of code that changes what comes out raises codeVersion.
const RuleSet = "patterns-2+524826d51842"

// codeVersion is raised whenever a change of Go code changes what the same data means.
const codeVersion = "patterns-2"

func ruleSetName(hash []byte) string {
	return codeVersion + "+" + hex.EncodeToString(hash)[:12]
}
