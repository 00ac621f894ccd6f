package workers

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/documents"
	"github.com/famulus-health/famulus/practice/inbox"
)

// draft asks the model for the texts of a report or of a document: the id says which.
func draft(ctx context.Context, p *practice.Practice, payload []byte, done func(context.Context, *practice.Tx) error) error {
	var in practice.DraftPayload
	if err := json.Unmarshal(payload, &in); err != nil {
		return fmt.Errorf("payload: %w", err)
	}
	if strings.HasPrefix(in.AboutID, "doc_") {
		return documents.Redraft(ctx, p, in, done)
	}
	return inbox.Redraft(ctx, p, in, done)
}
