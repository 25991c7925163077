package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/mirror"
)

// serve copies on schedule until ctx ends. A run that fails is in the log, and is made up for by the next.
func serve(ctx context.Context, c config.Config, lines mirror.Lines) int {
	lines = stamped(lines)
	schedule, err := cron.ParseStandard(c.Schedule)
	if err != nil {
		lines.Failure(fmt.Sprintf("schedule: %v; allowed: five fields, minute hour day-of-month month day-of-week, such as 0 4 * * *", err))
		return Usage
	}
	for {
		next := schedule.Next(time.Now())
		if next.IsZero() {
			lines.Failure("schedule: never comes due; allowed: a day that exists")
			return Usage
		}
		lines.Result("the next run is at " + next.Format(time.RFC3339))
		select {
		case <-ctx.Done():
			return Done
		case <-time.After(time.Until(next)):
		}
		if _, err := mirror.Run(ctx, c, lines); err != nil {
			return Done
		}
	}
}

// stamped puts the time before every line: a log file has none.
func stamped(lines mirror.Lines) mirror.Lines {
	with := func(write func(string)) func(string) {
		return func(line string) { write(time.Now().UTC().Format(time.RFC3339) + " " + line) }
	}
	return mirror.Lines{Result: with(lines.Result), Failure: with(lines.Failure)}
}
