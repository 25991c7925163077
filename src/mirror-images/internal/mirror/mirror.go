// Package mirror copies images from other registries into the private one.
package mirror

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/regclient/regclient/types/errs"
	"github.com/regclient/regclient/types/ref"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
)

// Lines take what a run says: one line for each image, results and failures apart.
type Lines struct {
	Result  func(line string)
	Failure func(line string)
	// Progress takes what has come of the image that is being copied, time and again; nil where nobody watches.
	Progress func(line string)
}

// Run copies every image and says what became of each. One that fails does not keep the others from being
// copied; a run that is cancelled ends with the image it is at, and the next one goes on there.
func Run(ctx context.Context, c config.Config, lines Lines) (Summary, error) {
	var summary Summary
	if len(c.Images) == 0 {
		lines.Result("no images are listed; there is nothing to copy")
	}
	hide := newRedactor(c.Secrets())
	for _, image := range c.Images {
		pair := fmt.Sprintf("%s -> %s/%s", image.From, c.Registry.Name, image.To)
		outcome, err := copyInTime(ctx, c, image, newTransfer(pair, lines.Progress))
		if ctx.Err() != nil {
			lines.Failure(fmt.Sprintf("interrupted at %s; the next run goes on there", pair))
			return summary, ctx.Err()
		}
		if err != nil {
			summary.Failed++
			lines.Failure(fmt.Sprintf("FAILED  %s: %s", pair, hide.Replace(err.Error()+hint(err, image))))
			continue
		}
		summary.add(outcome.Kind)
		lines.Result(fmt.Sprintf("%-7s %s %s", outcome.Kind, pair, outcome))
	}
	lines.Result(summary.String())
	return summary, nil
}

func copyInTime(ctx context.Context, c config.Config, image config.Image, progress *transfer) (Outcome, error) {
	limit := time.Duration(c.Timeout)
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	outcome, err := copyImage(limited, c, image, progress)
	if errors.Is(limited.Err(), context.DeadlineExceeded) && err != nil {
		return outcome, fmt.Errorf("took longer than timeout_s, %.0f s; the next run goes on where it was", limit.Seconds())
	}
	return outcome, err
}

// hint says what to do about failures that have a usual cause.
func hint(err error, image config.Image) string {
	from, parse := ref.New(image.From)
	switch {
	case parse != nil:
		return ""
	case errors.Is(err, errs.ErrHTTPRateLimit):
		return fmt.Sprintf("; %s limits pulls: credentials in sources.%s raise the limit", from.Registry, from.Registry)
	case errors.Is(err, errs.ErrHTTPUnauthorized):
		return fmt.Sprintf("; is there a username and a password for it, in sources.%s or for the private registry, and may they do this?", from.Registry)
	default:
		return ""
	}
}
