// cel INPUTS: cel-go with the same constraints as CEL expressions, compiled once. It stops at the
// first expression that is false.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"syscall"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/ext"
)

const (
	repetitions = 5
	nanoseconds = 100_000_000 // of one repetition; warming up takes as long
)

// JSON numbers come as doubles: whole(x) is written out.
const constraints = `
body.all(name, name in ["model", "prompt", "n", "user", "size", "quality", "background",
  "output_format", "output_compression", "moderation", "stream", "partial_images",
  "safety_identifier", "complexity", "frame_count", "frame_duration_ms", "svg"])
&& "prompt" in body && type(body.prompt) == string && size(body.prompt) >= 1 && size(body.prompt) <= 32000
&& (!("model" in body) || body.model == null || type(body.model) == string)
&& (!("user" in body) || type(body.user) == string)
&& (!("safety_identifier" in body) || body.safety_identifier == null || type(body.safety_identifier) == string)
&& (!("n" in body) || body.n == null || (type(body.n) == double
  && body.n >= 1.0 && body.n <= 10.0 && double(int(body.n)) == body.n))
&& (!("quality" in body) || body.quality == null || body.quality in ["low", "medium", "high", "auto"])
&& (!("background" in body) || body.background == null || body.background in ["transparent", "opaque", "auto"])
&& (!("output_format" in body) || body.output_format == null
  || body.output_format in ["png", "jpeg", "webp", "gif", "svg"])
&& (!("output_compression" in body) || body.output_compression == null
  || (type(body.output_compression) == double && body.output_compression >= 0.0
    && body.output_compression <= 100.0 && double(int(body.output_compression)) == body.output_compression))
&& (!("moderation" in body) || body.moderation == null || body.moderation in ["low", "auto"])
&& (!("stream" in body) || body.stream == null || type(body.stream) == bool)
&& (!("partial_images" in body) || body.partial_images == null || (type(body.partial_images) == double
  && body.partial_images >= 0.0 && body.partial_images <= 3.0
  && double(int(body.partial_images)) == body.partial_images))
&& (!("complexity" in body) || body.complexity == null || body.complexity in ["low", "medium", "high"])
&& (!("frame_count" in body) || body.frame_count == null || (type(body.frame_count) == double
  && body.frame_count >= 2.0 && body.frame_count <= 16.0 && double(int(body.frame_count)) == body.frame_count))
&& (!("frame_duration_ms" in body) || body.frame_duration_ms == null
  || (type(body.frame_duration_ms) == double && double(int(body.frame_duration_ms)) == body.frame_duration_ms))
&& (!("size" in body) || body.size == null || (type(body.size) == string && (body.size == "auto"
  || (body.size.matches("^[1-9][0-9]{0,5}x[1-9][0-9]{0,5}$")
    && cel.bind(parts, body.size.split("x"), cel.bind(width, int(parts[0]), cel.bind(height, int(parts[1]),
      width % 16 == 0 && height % 16 == 0 && width <= 3840 && height <= 3840
      && width * height >= 655360 && width * height <= 8294400
      && width <= 3 * height && height <= 3 * width)))))))
&& cel.bind(format, "output_format" in body && body.output_format != null ? body.output_format : "png",
   !("background" in body && body.background == "transparent" && format == "jpeg")
   && (format in ["jpeg", "webp"] || !("output_compression" in body)
     || body.output_compression == null || body.output_compression == 100.0)
   && (format == "gif" || !("frame_count" in body && body.frame_count != null
     || "frame_duration_ms" in body && body.frame_duration_ms != null))
   && (!(format in ["gif", "svg"]) || !("stream" in body && body.stream == true
     || "partial_images" in body && body.partial_images != null && body.partial_images > 0.0))
   && (format != "svg" || !("n" in body) || body.n == null || body.n == 1.0)
   && (format == "svg" || !("svg" in body) || body.svg == null))
`

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compile() cel.Program {
	env, err := cel.NewEnv(cel.Variable("body", cel.MapType(cel.StringType, cel.DynType)),
		ext.Strings(), ext.Bindings())
	check(err)
	ast, issues := env.Compile(constraints)
	check(issues.Err())
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	check(err)
	return program
}

func readLines(path string) [][]byte {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	var lines [][]byte
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		lines = append(lines, append([]byte(nil), scanner.Bytes()...))
	}
	check(scanner.Err())
	return lines
}

func parse(line []byte) map[string]any {
	var body map[string]any
	check(json.Unmarshal(line, &body))
	return body
}

func processorTime() int64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// Processor time of this process for one item, in nanoseconds.
func measure(pass func(), items int) float64 {
	start := processorTime()
	for passes := 1; ; passes++ {
		pass()
		if spent := processorTime() - start; spent >= nanoseconds {
			return float64(spent) / float64(passes*items)
		}
	}
}

func report[T any](name string, operation func(T) string, items []T) {
	answers := make([]string, len(items))
	pass := func() {
		for i, item := range items {
			answers[i] = operation(item)
		}
	}
	measure(pass, len(items))
	var times []float64
	for i := 0; i < repetitions; i++ {
		times = append(times, measure(pass, len(items)))
	}
	sort.Float64s(times)
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"case": name, "tool": "cel-go", "ns": times[repetitions/2], "answers": answers}))
}

func main() {
	program := compile()
	accepts := func(body map[string]any) string {
		// An error is one of the rejections, as in a Kubernetes admission policy.
		value, _, err := program.Eval(map[string]any{"body": body})
		if err == nil && value.Value() == true {
			return "1"
		}
		return "0"
	}
	lines := readLines(os.Args[1] + "/bodies.jsonl")
	var bodies []map[string]any
	for _, line := range lines {
		bodies = append(bodies, parse(line))
	}
	report("validate/parsed", accepts, bodies)
	report("validate/json", func(line []byte) string { return accepts(parse(line)) }, lines)
}
