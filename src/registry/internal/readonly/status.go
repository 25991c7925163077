package readonly

import (
	"fmt"
	"sort"
	"time"
)

// Status is a moment's state of the gate.
type Status struct {
	// ReadOnly is true while somebody holds the gate, Drained once nothing is written any more.
	ReadOnly bool `json:"read_only"`
	Drained  bool `json:"drained"`
	// Reasons says who holds the gate and since when, the oldest first.
	Reasons []string `json:"reasons"`
	// Writes is how many writing requests are running.
	Writes int `json:"writes"`
}

// Status returns the present state.
func (g *Gate) Status() Status {
	g.mu.Lock()
	defer g.mu.Unlock()
	status := Status{ReadOnly: len(g.holds) > 0, Writes: g.writes, Reasons: []string{}}
	status.Drained = status.ReadOnly && g.shut && g.writes == 0
	for _, hold := range g.sortedHolds() {
		status.Reasons = append(status.Reasons, fmt.Sprintf("%s (since %s)", hold.reason, hold.since.UTC().Format(time.RFC3339)))
	}
	return status
}

func (g *Gate) reasonLocked() string { return g.sortedHolds()[0].reason }

func (g *Gate) sortedHolds() []*Hold {
	holds := make([]*Hold, 0, len(g.holds))
	for hold := range g.holds {
		holds = append(holds, hold)
	}
	sort.Slice(holds, func(i, j int) bool { return holds[i].since.Before(holds[j].since) })
	return holds
}
