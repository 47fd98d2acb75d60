package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.node.protocol.LinKv;
import dev.squall.node.wire.MalformedBody;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.NodeEnded;
import dev.squall.world.realtime.RunningCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes in another language, good and bad. */
@Timeout(120)
class ForeignNodesTest {

    private static final String PRELUDE =
            """
            import json, sys
            def say(dest, body):
                print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)
            def hear():
                line = sys.stdin.readline()
                if not line: sys.exit(0)
                return json.loads(line)
            def init():
                global me, ids
                m = hear()
                me, ids = m["body"]["node_id"], m["body"]["node_ids"]
                say(m["src"], {"type": "init_ok", "in_reply_to": m["body"]["msg_id"]})
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void pythonIsThere() throws Exception {
        boolean isThere;
        try {
            Process python = new ProcessBuilder("python3", "--version").start();
            isThere = python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            isThere = false;
        }
        assumeTrue(isThere, "there is no python3 to run nodes in another language");
    }

    @Test
    void aNodeInAnotherLanguageIsAskedToldKilledAndRestarted() throws Exception {
        String program =
                """
                init()
                while True:
                    m = hear()
                    b = m["body"]
                    if b["type"] == "read" and me == ids[0]:
                        say(ids[1], {"type": "forward", "client": m["src"], "to": b["msg_id"], "odd": "\\u2028"})
                    elif b["type"] == "forward":
                        say(b["client"], {"type": "read_ok", "in_reply_to": b["to"], "value": [me, b["odd"]]})
                """;
        try (RunningProcesses run = start(program, "n1", "n2").ready()) {
            LinKv.ReadOk answer = new LinKv.ReadOk(List.of("n2", "\u2028"));
            assertThat(run.ask("n1", new LinKv.Read(1L))).isEqualTo(answer);

            run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));
            run.perform(() -> run.cluster.restart("n1"));
            run.await(() -> run.cluster.isUp("n1"));

            assertThat(run.ask("n1", new LinKv.Read(1L))).isEqualTo(answer);
        }
    }

    @Test
    void aNodeThatPrintsRubbishIsNamedWithTheLineAndItsLog() throws Exception {
        String program =
                """
                init()
                print("about to fail", file=sys.stderr, flush=True)
                print("Hello\\tworld", flush=True)
                hear()
                """;
        assertFails(
                program,
                "node n1 printed a line that is no message",
                "'Hello\\u0009world'",
                "expected one JSON object",
                "about to fail");
    }

    @Test
    void aNodeThatDiesAtStartIsNamedWithItsExitCodeAndItsLog() throws Exception {
        assertFails(
                "sys.exit('no such luck')", "ended by itself before it answered init with exit code 1", "no such luck");
    }

    @Test
    void aNodeThatNeverAnswersInitIsGivenUp() throws Exception {
        assertFails(
                "print('thinking', file=sys.stderr, flush=True)\nwhile True: hear()",
                "node n1 has not answered init within 10 s",
                "thinking");
    }

    @Test
    void aNodeThatPrintsALineWithoutEndIsStopped() throws Exception {
        assertFails(
                "init()\nwhile True: sys.stdout.write('x' * 100000)",
                "printed a line of more than 16777216 bytes",
                "'xxxxx");
    }

    @Test
    void aNodeThatPrintsMessagesWithoutEndStallsNobody() throws Exception {
        String program =
                """
                init()
                while me == "n1": say("n2", {"type": "spam"})
                while True:
                    m = hear()
                    if m["body"]["type"] == "read":
                        say(m["src"], {"type": "read_ok", "in_reply_to": m["body"]["msg_id"], "value": 1})
                """;
        try (RunningProcesses run = start(program, "n1", "n2").ready()) {
            assertThat(run.ask("n2", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(1L));
        }
    }

    @Test
    void aNodeThatSpeaksToNobodyIsNamed() throws Exception {
        assertFails(
                "init()\nsay('n7', {'type': 'x'})\nhear()", "sent a message to 'n7'", "one of the services [lin-kv");
        assertFails("init()\nsay('c9', {'type': 'x'})\nhear()", "to the client 'c9', which never sent a request");
    }

    @Test
    void wrongReplyToInitIsShownAtOnce() throws Exception {
        assertFails(
                "m = hear()\nme = 'n1'\nsay(m['src'], {'type': 'init_ok'})\nhear()",
                "answered init with '{",
                "expected the body {\"type\": \"init_ok\", \"in_reply_to\": 1}");
        assertFails(
                "m = hear()\nme = 'n1'\nsay(m['src'], {'type': 'error', 'code': 13, 'text': 'no luck'})\nhear()",
                "refused init with error 13, no luck");
    }

    @Test
    void servicesAnswerAndBodiesBetweenServersAreFree() throws Exception {
        String program =
                """
                init()
                say("n2", [1, "free"])
                me = "c7"
                say("n2", "forwarded")
                me = "n1"
                while True:
                    m = hear()
                    b = m["body"]
                    if b == "forwarded" and m["src"] == "c7":
                        me = ids[1]
                        say("lin-kv", {"type": "write", "key": 1, "value": [2], "msg_id": 5})
                    elif m["src"] == "lin-kv":
                        say("c0", {"type": "read_ok", "value": [b["type"], b["in_reply_to"]]})
                """;
        try (RunningProcesses run = start(program, "n1", "n2")) {
            assertThat(run.take(run.replies).body()).isEqualTo(new LinKv.ReadOk(List.of("write_ok", 5L)));
        }
    }

    @Test
    void aReplyThatMistakesItsShapeIsNamed() throws Exception {
        try (RunningProcesses run = start("init()\nsay('c0', {'type': 'read_ok'})\nhear()", "n1")) {
            assertThat(((MalformedBody) run.take(run.replies).body()).problem())
                    .contains("'value' is missing in ", "expected {type: read_ok, value: any JSON value}");
        }
    }

    @Test
    void aNodeThatClosesItsOutputAfterItServedIsKilledAndLeftDown() throws Exception {
        try (RunningProcesses run = start("init()\nimport os\nos.close(1)\nhear()", "n1")) {
            NodeEnded end = (NodeEnded) run.take(run.facts).fact();

            assertThat(end).isEqualTo(new NodeEnded("has closed its standard output", List.of()));
            assertThat(ProcessHandle.current().descendants()).isEmpty();
        }
    }

    @Test
    void aNodeThatEndsAfterItServedIsAFactAndStaysDown() throws Exception {
        String program =
                """
                init()
                hear()
                print("one moment", file=sys.stderr)
                sys.exit("out of paper")
                """;
        try (RunningProcesses run = start(program, "n1", "n2").ready()) {
            run.send("n2", new LinKv.Read(1L));
            RunningCluster.NotedFact noted = run.take(run.facts);

            assertThat(noted)
                    .isEqualTo(new RunningCluster.NotedFact(
                            "n2",
                            0,
                            new NodeEnded("ended by itself with exit code 1", List.of("one moment", "out of paper"))));
            assertThat(run.take(run.lifeEnds).nodeId()).isEqualTo("n2");
            assertThat(run.call(() -> run.cluster.isLeftDown("n2"))).isTrue();
            assertThat(run.send("n2", new LinKv.Read(1L))).isFalse();

            run.perform(() -> run.cluster.kill("n2", WriteLoss.NONE));
            run.perform(() -> run.cluster.restart("n2"));

            assertThat(run.call(() -> run.cluster.isUp("n2"))).isFalse();
            assertThat(run.call(() -> run.cluster.isUp("n1"))).isTrue();
        }
    }

    @Test
    void aNodeThatCannotStartAgainAfterAKillIsLeftDown() throws Exception {
        String program =
                """
                import os, signal
                if os.path.exists("was-here"): os.kill(os.getpid(), signal.SIGABRT)
                open("was-here", "w").close()
                init()
                hear()
                """;
        try (RunningProcesses run = start(program, "n1").ready()) {
            run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));
            run.perform(() -> run.cluster.restart("n1"));

            assertThat(run.take(run.facts).fact())
                    .isEqualTo(new NodeEnded(
                            "ended by itself before it answered init with exit code 134 (signal 6)", List.of()));
        }
    }

    @Test
    void aCommandThatCannotBeRunIsSaidSo() throws Exception {
        NodeCommand command = new ExecutableCommand(List.of("./no-such-node"));
        try (RunningProcesses run = new RunningProcesses(List.of("n1"), command, LinKv.VOCABULARY, folder)) {
            assertThat(run.failure())
                    .isInstanceOf(WorldException.class)
                    .hasMessageContaining("node n1 cannot be started")
                    .hasMessageContaining("expected './no-such-node' to be an executable");
        }
    }

    @Test
    void aNodeBehindAScriptDiesWithIt() throws Exception {
        String program = "init()\nsay('c0', {'type': 'read_ok', 'value': me})\nimport time\ntime.sleep(1000)";
        Path script = folder.resolve("node.sh");
        Files.writeString(script, "python3 \"" + write(program) + "\"\necho over >&2\n");
        NodeCommand command = new ExecutableCommand(List.of("sh", script.toString()));
        try (RunningProcesses run = new RunningProcesses(List.of("n1"), command, LinKv.VOCABULARY, folder)) {
            run.take(run.replies);
            List<ProcessHandle> processes =
                    ProcessHandle.current().descendants().toList();
            assertThat(processes).hasSizeGreaterThan(1);

            run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));

            assertThat(processes).allMatch(Signals::isDead);
        }
    }

    @Test
    void aNodeThatWillNotEndIsKilledWhenTheClusterIsClosed() throws Exception {
        String program = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ninit()\ntime.sleep(1000)";
        RunningProcesses run = start(program, "n1", "n2").ready();
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
        assertThat(processes).hasSize(2);

        run.close();

        assertThat(processes).allMatch(Signals::isDead);
    }

    /** The child ignores SIGTERM, loses its parent, and leaves its session. */
    @Test
    void childrenEndWithTheirNode() throws Exception {
        String program = CHILD + "init()\nchild()\nsay('c0', {'type': 'read_ok', 'value': me})\nhear()\nhear()";
        RunningProcesses run = start(program, "n1", "n2");
        run.take(run.replies);
        run.take(run.replies);
        List<ProcessHandle> children = children("n1", "n2");

        run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));

        assertThat(children.get(0)).matches(Signals::isDead);
        assertThat(children.get(1).isAlive()).isTrue();

        run.close();

        assertThat(children).allMatch(Signals::isDead);
    }

    @Test
    void childrenOfNodesThatEndedByThemselvesAreKilled() throws Exception {
        try (RunningProcesses run = start(CHILD + "init()\nchild()\nsys.exit(3)", "n1")) {
            assertThat(((NodeEnded) run.take(run.facts).fact()).words()).isEqualTo("ended by itself with exit code 3");
        }

        assertThat(children("n1")).allMatch(Signals::isDead);
    }

    private static final String CHILD =
            """
            import subprocess
            def child():
                code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
                code += "print('ready', flush=True); time.sleep(1000)"
                p = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True)
                p.stdout.readline()
                with open("child.pid", "w") as f: f.write(str(p.pid))

            """;

    private List<ProcessHandle> children(String... nodeIds) throws IOException {
        List<ProcessHandle> children = new ArrayList<>();
        for (String nodeId : nodeIds) {
            Path pid = folder.resolve(nodeId).resolve("child.pid");
            ProcessHandle.of(Long.parseLong(Files.readString(pid))).ifPresent(children::add);
        }
        return children;
    }

    private void assertFails(String program, String... messageParts) throws Exception {
        try (RunningProcesses run = start(program, "n1")) {
            assertThat(run.failure()).isInstanceOf(WorldException.class).hasMessageContainingAll(messageParts);
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    private RunningProcesses start(String program, String... nodeIds) throws IOException {
        NodeCommand command =
                new ExecutableCommand(List.of("python3", write(program).toString()));
        return new RunningProcesses(List.of(nodeIds), command, LinKv.VOCABULARY, folder);
    }

    private Path write(String program) throws IOException {
        return Files.writeString(folder.resolve("node.py"), PRELUDE + program);
    }
}
