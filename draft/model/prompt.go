package model

import (
	"crypto/sha256"
	_ "embed" // the prompt's parts
	"encoding/hex"

	"github.com/famulus-health/famulus/draft"
)

// PromptVersion names the words that a model is told. It changes with them: a test compares promptHash.
const PromptVersion = "1"

//go:embed prompt/system.txt
var systemText string

//go:embed prompt/doctor.txt
var doctorText string

//go:embed prompt/patient.txt
var patientText string

// instructions is the system message. Nothing of the facts is in it.
func instructions(a draft.Audience, l draft.Lang) string {
	text := systemText + "\n" + doctorText
	if a == draft.Patient {
		text = systemText + "\n" + patientText
	}
	if l == draft.Chinese {
		return text + "\nWrite simplified Chinese.\n"
	}
	return text + "\nWrite English.\n"
}

func promptHash() string {
	sum := sha256.Sum256([]byte(systemText + "\x00" + doctorText + "\x00" + patientText))
	return hex.EncodeToString(sum[:])[:16]
}
