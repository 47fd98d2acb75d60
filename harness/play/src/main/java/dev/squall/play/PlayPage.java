package dev.squall.play;

import dev.squall.report.page.Html;
import dev.squall.report.page.Page;
import dev.squall.report.page.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Page of a session: a frame, which its script fills from the server's state. */
final class PlayPage {

    private static final String HEADER =
            """
            <h1>Play <span class="system">%s</span></h1>
            <p id="about"></p>
            <p id="verdict" role="status"></p>
            <p id="notice"></p>
            <div id="controls" role="group" aria-label="Steps">
            <button id="back" aria-keyshortcuts="b">Back</button>
            <button id="forward" aria-keyshortcuts="f">Forward</button>
            <button id="start">To the start</button>
            <a id="save" href="scenario" download>Save scenario</a>
            <span id="place"></span>
            </div>
            <p id="problem" role="alert"></p>
            """;

    private static final String CLUSTER =
            """
            <svg id="drawing" role="img" aria-label="The nodes, and the links with messages in flight"></svg>
            <div id="nodes"></div>
            """;

    private static final String MESSAGES = "<div id=\"links\"></div>\n";

    private static final String CLIENTS =
            """
            <div id="askers"></div>
            <table id="operations"><caption>Operations, the newest first</caption>
            <thead><tr><th scope="col">client</th><th scope="col">node</th><th scope="col">operation</th>
            <th scope="col">outcome</th><th scope="col">result</th></tr></thead><tbody></tbody></table>
            """;

    private static final String HISTORY =
            """
            <p class="hint">A button leads to the instant after its step. Keys: <kbd>d</kbd> delivers the oldest
            message, <kbd>b</kbd> goes back, <kbd>f</kbd> goes forward.</p>
            <ol id="steps"></ol>
            """;

    private PlayPage() {}

    /** Returns the page of a system; the same for the same name. */
    static String of(String system) {
        StringWriter out = new StringWriter();
        Page page = new Page(
                "Play " + system,
                HEADER.formatted(Html.escape(system)),
                List.of(
                        new Section("cluster", "Nodes", CLUSTER, List.of(), List.of("play-draw")),
                        new Section("messages", "Messages in flight", MESSAGES, List.of()),
                        new Section("clients", "Clients", CLIENTS, List.of()),
                        new Section("history-steps", "Steps", HISTORY, List.of(), List.of("play"))),
                true);
        try {
            page.write(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return out.toString();
    }
}
