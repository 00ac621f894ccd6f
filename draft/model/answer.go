package model

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/famulus-health/famulus/draft"
)

// answer is what a model returns.
type answer struct {
	Sentences []draft.Sentence `json:"sentences"`
}

// schemaOf is the JSON schema of an answer. The ids that it may name are listed, where there are any, so that an endpoint
// that keeps to schemas cannot invent one.
func schemaOf(sections []draft.Section, findings, followUps, grounds []string) map[string]any {
	words := make([]string, len(sections))
	for i, s := range sections {
		words[i] = string(s)
	}
	list := func(of []string) map[string]any { return map[string]any{"type": "array", "items": oneOf(of)} }
	properties := map[string]any{"section": oneOf(words), "text": map[string]any{"type": "string"},
		"findings": list(findings), "followUps": list(followUps), "grounds": list(grounds)}
	one := map[string]any{"type": "object", "additionalProperties": false, "properties": properties,
		"required": []string{"section", "text", "findings", "followUps", "grounds"}}
	return map[string]any{"type": "object", "additionalProperties": false, "required": []string{"sentences"},
		"properties": map[string]any{"sentences": map[string]any{"type": "array", "items": one}}}
}

func oneOf(words []string) map[string]any {
	if len(words) == 0 {
		return map[string]any{"type": "string"}
	}
	return map[string]any{"type": "string", "enum": words}
}

// parse reads an answer. Models that think aloud, or put a fence around JSON, are understood; anything else is broken.
func parse(content string) ([]draft.Sentence, error) {
	if at := strings.LastIndex(content, "</think>"); at >= 0 {
		content = content[at+len("</think>"):]
	}
	open, end := strings.IndexByte(content, '{'), strings.LastIndexByte(content, '}')
	if open < 0 || end < open {
		return nil, errors.New("no JSON object")
	}
	var a answer
	if err := json.Unmarshal([]byte(content[open:end+1]), &a); err != nil {
		return nil, errors.New("malformed JSON")
	}
	if len(a.Sentences) == 0 {
		return nil, errors.New("no sentences")
	}
	return a.Sentences, nil
}
