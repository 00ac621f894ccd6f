package workers

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/inbox"
)

// draft asks the model for a report's texts.
func draft(ctx context.Context, p *practice.Practice, payload []byte, done func(context.Context, *practice.Tx) error) error {
	var in practice.DraftPayload
	if err := json.Unmarshal(payload, &in); err != nil {
		return fmt.Errorf("payload: %w", err)
	}
	return inbox.Redraft(ctx, p, in, done)
}
