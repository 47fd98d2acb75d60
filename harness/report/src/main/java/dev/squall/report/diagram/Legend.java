package dev.squall.report.diagram;

/** Legend of the space-time diagram: a sample of each mark with its meaning. */
final class Legend {

    private static final int WIDTH_PIXELS = 44;
    private static final String ARROW = "<path d='M2 3 38 15'/>";
    private static final String HEAD = "<path class='filled' d='M38 15 31 9.5 29 15z'/>";
    private static final String CROSS = "<path class='bad' d='M32 7l8 8M32 15l8-8'/>";

    private Legend() {}

    /** Returns the legend as an element that the reader can open. */
    static String html() {
        StringBuilder out = new StringBuilder("<details class=\"legend\">");
        out.append("<summary>What each mark means</summary>\n<ul>\n");
        messages(out);
        nodes(out);
        operations(out);
        return out.append("</ul></details>\n").toString();
    }

    private static void messages(StringBuilder out) {
        mark(out, ARROW + HEAD, "message between nodes, from sending to receipt");
        mark(out, ARROW + "<path d='M31 9.5 38 15 29 15'/>", "request of a client, or its reply: the head is open");
        mark(out, "<path class='bad' d='M2 3 36 11'/>" + CROSS, "lost message; the cross is on its way, not at a node");
        mark(
                out,
                "<path class='info' stroke-dasharray='5 3' d='M2 3 36 11'/>"
                        + "<circle class='info' cx='36' cy='11' r='5'/>",
                "the same message received again: dashes and a ring");
        mark(out, "<path stroke-dasharray='1 3' d='M2 3 22 14'/>", "message of which nothing more is known");
        mark(out, ARROW + "<circle class='accent filled' cx='20' cy='9' r='4'/>", "playback: message on its way");
        mark(out, "<path class='accent lit' d='M2 9h40'/>", "what led to the selected event: a solid line");
        mark(
                out,
                "<path class='info lit' stroke-dasharray='9 3 2 3' d='M2 9h40'/>",
                "what the selected event led to: long and short dashes");
    }

    private static void nodes(StringBuilder out) {
        mark(out, "<path d='M2 9h40'/>", "line of a node; of a follower in Raft");
        mark(out, "<path class='lit' stroke-dasharray='4 3' d='M2 9h40'/>", "line of a candidate");
        mark(out, "<path class='thick' d='M2 9h40'/>", "line of a leader");
        mark(
                out,
                "<path d='M2 9h8M36 9h6'/><path class='bad' d='M6 5l8 8M6 13l8-8'/>"
                        + "<circle class='bad' cx='34' cy='9' r='4'/>",
                "node down, from the cross to the ring");
        mark(out, "<path stroke-dasharray='4 6' d='M2 9h40'/>", "line of a paused node");
        mark(out, "<path class='ok' d='M2 9h40'/><path class='ok' d='M17 5h8v8h-8z'/>", "fact that a node noted");
        mark(
                out,
                "<path class='ok' d='M2 9h40'/><path class='ok filled' d='M17 5h8v8h-8z'/>",
                "fact that a node delivered, applied, committed or stored something");
        mark(out, "<path class='band' d='M2 3h40v12H2z'/>", "fault, as long as it is in force");
    }

    private static void operations(StringBuilder out) {
        mark(out, "<path class='ok filled' d='M6 4h32v10H6z'/>", "operation of a client that succeeded");
        mark(out, "<path class='fail' d='M6 4h32v10H6z'/>", "operation that failed");
        mark(out, "<path class='info' stroke-dasharray='3 2' d='M6 4h32v10H6z'/>", "operation of unknown outcome");
        mark(
                out,
                "<path class='ok filled' d='M8 6h28v6H8z'/><path class='bad lit' d='M3 2h38v14H3z'/>",
                "operation that shows the violation");
    }

    private static void mark(StringBuilder out, String shapes, String meaning) {
        out.append("<li><svg aria-hidden='true' width='").append(WIDTH_PIXELS).append("' height='18'>");
        out.append(shapes).append("</svg><span>").append(meaning).append("</span></li>\n");
    }
}
