// Package model is the draft writer that asks a language model over the OpenAI-compatible chat protocol: a local vLLM,
// llama.cpp or Ollama, or a vendor's endpoint. The model gets findings as JSON with short ids, and no name, no date, no
// identifier; it returns sentences that hold placeholders. What it returns is only a draft: draft.Check rules on it, as on
// every writer's.
//
// A model may be slow, broken or away. Nothing here waits for it longer than Config.Timeout: a clinic at its limit, an
// endpoint that is down, and a budget that is spent are errors at once, with the time after which to try again.
package model
