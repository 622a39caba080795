"""Draws line charts as SVG, for the pages in docs/."""
import math
from html import escape

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 86, 44, 58, 62
COLOURS = ["#1f6feb", "#bf5b00"]
INK, FAINT, GRID = "#1f2328", "#59636e", "#d8dee4"


def time_text(nanoseconds):
    for size, name in ((1e9, "s"), (1e6, "ms"), (1e3, "µs")):
        if nanoseconds >= size * 0.9995:
            return f"{nanoseconds / size:.3g} {name}"
    return f"{nanoseconds:.3g} ns"


def count_text(value):
    return f"{value:,.0f}"


class Linear:
    """An axis from 0 to a round number, with round steps."""

    def __init__(self, values):
        largest = max(values)
        rough = largest / 5
        power = 10 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
        self.top = step * math.ceil(largest / step - 1e-9)
        self.ticks = [step * i for i in range(round(self.top / step) + 1)]

    def place(self, value):
        return value / self.top


class Part:
    """An axis that need not begin at 0, with round steps."""

    def __init__(self, values):
        rough = (max(values) - min(values)) / 5
        power = 10 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
        low, high = math.floor(min(values) / step), math.ceil(max(values) / step)
        self.ticks = [step * i for i in range(low, high + 1)]

    def place(self, value):
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])


class Logarithmic:
    """An axis of whole powers of ten."""

    def __init__(self, values):
        self.low = math.floor(math.log10(min(values)) + 1e-9)
        self.high = max(math.ceil(math.log10(max(values)) - 1e-9), self.low + 1)
        self.ticks = [10.0 ** power for power in range(self.low, self.high + 1)]

    def place(self, value):
        return (math.log10(value) - self.low) / (self.high - self.low)


def text(x, y, words, anchor="middle", size=13, colour=INK, extra=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
            f'fill="{colour}"{extra}>{escape(words)}</text>')


def line(x1, y1, x2, y2, colour, width=1):
    return (f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
            f'stroke-width="{width}"/>')


def draw(title, x_name, y_name, series, x_logarithmic, y_logarithmic, show_x=count_text,
         show_y=time_text, y_part=False):
    """The chart of [(legend, [(x, y)])]. y_part: the y axis need not begin at 0."""
    x_axis = (Logarithmic if x_logarithmic else Linear)([x for _, points in series for x, _ in points])
    y_values = [y for _, points in series for _, y in points]
    y_axis = (Part if y_part else Logarithmic if y_logarithmic else Linear)(y_values)

    def at_x(value):
        return LEFT + x_axis.place(value) * (WIDTH - LEFT - RIGHT)

    def at_y(value):
        return HEIGHT - BOTTOM - y_axis.place(value) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
             f'width="{WIDTH}" height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif" '
             f'role="img" aria-label="{escape(title)}">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
             text(LEFT, 26, title, "start", 16, extra=' font-weight="bold"')]
    for tick in y_axis.ticks:
        parts.append(line(LEFT, at_y(tick), WIDTH - RIGHT, at_y(tick), GRID))
        parts.append(text(LEFT - 8, at_y(tick) + 4, show_y(tick) if tick else "0", "end",
                          colour=FAINT))
    for tick in x_axis.ticks:
        parts.append(line(at_x(tick), HEIGHT - BOTTOM, at_x(tick), HEIGHT - BOTTOM + 5, FAINT))
        parts.append(text(at_x(tick), HEIGHT - BOTTOM + 21, show_x(tick), colour=FAINT))
    parts.append(line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, FAINT))
    scale = (", both axes logarithmic" if x_logarithmic and y_logarithmic else
             ", logarithmic" if x_logarithmic else "")
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, x_name + scale))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(text(18, middle, y_name, extra=f' transform="rotate(-90 18 {middle:.1f})"'))
    legend_x = LEFT
    for colour, (legend, points) in zip(COLOURS, series):
        places = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
        parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="3.5" fill="{colour}">'
                  f"<title>{show_x(x)}: {show_y(y)}</title></circle>" for x, y in points]
        parts.append(f'<circle cx="{legend_x + 5}" cy="41" r="4.5" fill="{colour}"/>')
        parts.append(text(legend_x + 15, 45.5, legend, "start"))
        legend_x += 36 + 7 * len(legend)
    return "\n".join([*parts, "</svg>"]) + "\n"
