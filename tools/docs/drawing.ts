import type { Graph, Node } from "./layers";

const box = { width: 212, title: 40, line: 15, padding: 10 };
const gap = { column: 64, row: 18 };
const margin = { side: 24, top: 64 };

interface Placed extends Node {
    readonly x: number;
    readonly y: number;
    readonly height: number;
}

/** The components as boxes, from left to right in the order in which they can be made. */
export function drawing({ root, layers, edges }: Graph): string {
    const columns = layers.map((layer, index) => column(layer, margin.side + index * (box.width + gap.column)));
    const placed = new Map(columns.flat().map((node) => [node.urn, node]));
    const width = margin.side * 2 + layers.length * box.width + (layers.length - 1) * gap.column;
    const height = Math.max(...columns.flat().map(({ y, height: own }) => y + own)) + margin.side;
    const title = `${root.type} ${root.name}`;
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif">`,
        `<title>Components of ${marked(title)}</title>`,
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#57606a"/></marker></defs>',
        `<rect width="${width}" height="${height}" rx="10" fill="#ffffff"/>`,
        `<rect x="8" y="8" width="${width - 16}" height="${height - 16}" rx="8" fill="#f6f8fa" stroke="#8c959f"/>`,
        `<text x="${margin.side}" y="38" font-size="18" font-weight="600" fill="#1f2328">${marked(title)}</text>`,
        ...edges.map(([from, to]) => arrow(placed.get(from)!, placed.get(to)!)),
        ...columns.flat().map(drawn),
        "</svg>",
        "",
    ].join("\n");
}

function column(layer: readonly Node[], x: number): Placed[] {
    let y = margin.top;
    return layer.map((node) => {
        const height = box.title + node.children.length * box.line + box.padding;
        const placed = { ...node, x, y, height };
        y += height + gap.row;
        return placed;
    });
}

function drawn({ type, name, children, x, y, height }: Placed): string {
    const text = (line: string, offset: number, style: string) =>
        `<text x="${x + box.padding}" y="${y + offset}" ${style}>${marked(line)}</text>`;
    return [
        `<g><rect x="${x}" y="${y}" width="${box.width}" height="${height}" rx="6" fill="#ffffff" stroke="#0969da"/>`,
        text(type, 19, 'font-size="14" font-weight="600" fill="#0969da"'),
        text(name, 35, 'font-size="12" fill="#1f2328"'),
        ...children.map((child, index) =>
            text(child, box.title + 12 + index * box.line, 'font-size="11" fill="#57606a"'),
        ),
        "</g>",
    ].join("\n");
}

function arrow(from: Placed, to: Placed): string {
    const [x1, y1] = [from.x + box.width, from.y + from.height / 2];
    const [x2, y2] = [to.x, to.y + to.height / 2];
    const bend = (x2 - x1) / 2;
    return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="#57606a" marker-end="url(#arrow)"/>`;
}

function marked(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
