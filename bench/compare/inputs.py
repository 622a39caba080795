"""inputs.py FOLDER: writes what Tariff and its peers answer, the same on every machine."""
import json
import pathlib
import random
import sys

WORDS = """a misty alpine valley at dawn watercolor soft light from the left red barn by river
photorealistic portrait of an old fisherman with grey beard wide shot neon city rain reflections
isometric icon set for weather app flat colours white background""".split()

MODEL = "gpt-image-2"  # the newest that all price lists know
QUALITIES = ["low", "medium", "high"]
GOOD_SIZES = ["1024x1024", "1536x1024", "1024x1536", "1792x1024", "2560x1440", "3840x2160", "816x816",
              "1024x640", "2880x2880", "auto", None]
BAD_SIZES = ["1920x1080", "800x800", "4096x1024", "3840x3840", "3840x1024", "1024", "large", 1024,
             "1000x1000", "640x640"]


def prompt(rng, words):
    return " ".join(rng.choice(WORDS) for _ in range(words))


def settle(rng):
    """What a provider reported back for a request."""
    text, image = rng.randrange(8, 400), rng.choice([0, 0, 1024, 1536, 2048])
    output = rng.randrange(100, 15_000)
    return {
        "model": MODEL,
        "response": {
            "created": 1_790_000_000,
            "data": [{"b64_json": ""}],
            "usage": {"input_tokens": text + image, "output_tokens": output,
                      "total_tokens": text + image + output,
                      "input_tokens_details": {"text_tokens": text, "image_tokens": image}},
        },
    }


def estimate(sizes):
    return [{"size": size, "quality": quality, "n": n}
            for size in sizes for quality in QUALITIES for n in (1, 2, 3, 4)]


# What one mistake does to a good body.
MISTAKES = [
    lambda rng, body: body.update(size=rng.choice(BAD_SIZES)),
    lambda rng, body: body.update(size=rng.choice(BAD_SIZES)),
    lambda rng, body: body.update(size=rng.choice(BAD_SIZES)),
    lambda rng, body: body.update(quality=rng.choice(["ultra", "hd", 3, True])),
    lambda rng, body: body.update(n=rng.choice([0, 11, -1, "2", 1.5])),
    lambda rng, body: body.update(output_format=rng.choice(["bmp", "tiff", 1])),
    lambda rng, body: body.update(output_format="webp", output_compression=rng.choice([101, -1, "50"])),
    lambda rng, body: body.update(output_format="png", output_compression=50),
    lambda rng, body: body.update(background="transparent", output_format="jpeg"),
    lambda rng, body: body.update(moderation="none"),
    lambda rng, body: body.update(partial_images=4),
    lambda rng, body: body.update(stream="yes"),
    lambda rng, body: body.update(frame_count=4),
    lambda rng, body: body.update(output_format="gif", stream=True),
    lambda rng, body: body.update(output_format="svg", n=2),
    lambda rng, body: body.update(rng.choice([{"seed": 1}, {"negative_prompt": "x"}, {"width": 1024}])),
    lambda rng, body: body.pop("prompt"),
    lambda rng, body: body.update(prompt=""),
    lambda rng, body: body.update(prompt=7),
]


def body(rng):
    """A request body, every other one with a mistake."""
    made = {"model": MODEL, "prompt": prompt(rng, rng.randrange(5, 40)),
            "size": rng.choice(GOOD_SIZES), "quality": rng.choice(QUALITIES + ["auto"])}
    for name, values in (("n", [1, 2, 4, 10]), ("background", ["opaque", "auto", None]),
                         ("moderation", ["low", "auto"]), ("output_format", ["png", "jpeg", "webp"]),
                         ("stream", [False, True]), ("user", ["u1"])):
        if rng.random() < 0.3:
            made[name] = rng.choice(values)
    if made.get("output_format") in ("jpeg", "webp") and rng.random() < 0.5:
        made["output_compression"] = rng.randrange(0, 101)
    if rng.random() < 0.5:
        rng.choice(MISTAKES)(rng, made)
    return made


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(2026)
    files = {
        "settle": [settle(rng) for _ in range(500)],
        "estimate": estimate(["1024x1024", "1024x1536", "1536x1024"]),
        "bodies": [body(rng) for _ in range(1000)],
    }
    for name, records in files.items():
        lines = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines)


main()
