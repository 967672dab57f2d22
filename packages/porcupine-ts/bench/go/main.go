// Checks histories with Porcupine and prints what each took: the other half of `npm run bench -- --porcupine DIR`.
//
// Arguments are files as bench/compare-go.mjs writes them. One line of JSON per file goes to standard output.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sort"
	"syscall"
	"time"

	"github.com/anishathalye/porcupine"
)

const (
	giveUpAfter = 60 * time.Second
	runsMax     = 15
	measureFor  = 1500 * time.Millisecond
)

// One input with its output. Fields that an operation does not have are empty.
type operation struct {
	Client int     `json:"client"`
	Op     string  `json:"op"`
	Key    string  `json:"key"`
	Value  string  `json:"value"`
	From   string  `json:"from"`
	To     string  `json:"to"`
	Output *string `json:"output"` // nil: unknown
	Call   int64   `json:"call"`
	Return int64   `json:"return"`
}

type history struct {
	Name       string      `json:"name"`
	Model      string      `json:"model"`
	Operations []operation `json:"operations"`
}

var textModel = porcupine.Model{
	Init: func() interface{} { return "" },
	Step: func(state, input, output interface{}) (bool, interface{}) {
		in := input.(operation)
		value := state.(string)
		switch in.Op {
		case "put":
			return true, in.Value
		case "append":
			return true, value + in.Value
		default:
			return in.Output == nil || *in.Output == value, value
		}
	},
	Partition: byKey,
}

var casModel = porcupine.Model{
	Init: func() interface{} { return "null" },
	Step: func(state, input, output interface{}) (bool, interface{}) {
		in := input.(operation)
		value := state.(string)
		switch in.Op {
		case "write":
			return true, in.Value
		case "read":
			return in.Output == nil || *in.Output == value, value
		default:
			swaps := in.From == value
			if in.Output != nil && (*in.Output == "true") != swaps {
				return false, value
			}
			if swaps {
				return true, in.To
			}
			return true, value
		}
	},
}

func byKey(operations []porcupine.Operation) [][]porcupine.Operation {
	groups := map[string][]porcupine.Operation{}
	for _, each := range operations {
		key := each.Input.(operation).Key
		groups[key] = append(groups[key], each)
	}
	keys := make([]string, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	parts := make([][]porcupine.Operation, 0, len(keys))
	for _, key := range keys {
		parts = append(parts, groups[key])
	}
	return parts
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func main() {
	runtime.GOMAXPROCS(1)
	for _, file := range os.Args[1:] {
		text, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		var read history
		if err := json.Unmarshal(text, &read); err != nil {
			panic(err)
		}
		measure(read)
	}
}

func measure(read history) {
	model := textModel
	if read.Model == "cas-register" {
		model = casModel
	}
	operations := make([]porcupine.Operation, 0, len(read.Operations))
	for _, each := range read.Operations {
		operations = append(operations, porcupine.Operation{
			ClientId: each.Client, Input: each, Call: each.Call, Output: each.Output, Return: each.Return,
		})
	}
	var outcome porcupine.CheckResult
	var times []float64
	for start := time.Now(); len(times) < runsMax && (len(times) == 0 || time.Since(start) < measureFor); {
		batch := 0
		before := processorTime()
		for batch == 0 || processorTime()-before < 5*time.Millisecond {
			outcome = porcupine.CheckOperationsTimeout(model, operations, giveUpAfter)
			batch++
		}
		times = append(times, float64(processorTime()-before)/1e6/float64(batch))
	}
	sort.Float64s(times)
	line, _ := json.Marshal(map[string]interface{}{
		"name": read.Name, "outcome": string(outcome), "median": times[len(times)/2], "best": times[0],
	})
	fmt.Println(string(line))
}
