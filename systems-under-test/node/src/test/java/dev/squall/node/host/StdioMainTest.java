package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.WireCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests hosts that run {@link CounterProgram} in processes of their own. */
@Timeout(60)
class StdioMainTest {

    private static final String PROGRAM = CounterProgram.class.getName();

    private final WireCodec codec = new WireCodec(CounterProgram.VOCABULARY.withBodies(LinKv.VOCABULARY));
    private final List<Process> started = new ArrayList<>();
    private Process process;
    private BufferedReader fromNode;

    @TempDir
    private Path folder;

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void nodeAnswersRequestsUntilItsInputEnds() throws Exception {
        startNode("colour=red");

        assertThat(ask(new CounterProgram.Add(5, true))).isEqualTo(total(5));
        assertThat(ask(new CounterProgram.Later(1))).isEqualTo(total(5));
        process.getOutputStream().close();
        assertThat(exitCode()).isZero();
    }

    @Test
    void appendedRecordsSurviveSigkill() throws Exception {
        startNode("colour=red");
        ask(new CounterProgram.Add(5, true));
        ask(new CounterProgram.Add(6, false));
        process.destroyForcibly().waitFor();
        assertThat(UnsyncedTail.of(folder.resolve("n1")).recordCount()).isEqualTo(1);

        startNode("colour=red");

        assertThat(ask(new CounterProgram.Total())).isEqualTo(total(11));
    }

    @Test
    void hangingNodeEndsWithItsInput() throws Exception {
        startNode();
        send(new CounterProgram.Misbehave("hang"));
        process.getOutputStream().close();

        assertThat(exitCode()).isZero();
    }

    @Test
    void throwingHandlerEndsTheNodeWithItsTrace() throws Exception {
        startNode();
        send(new CounterProgram.Misbehave("throw"));

        assertThat(exitCode()).isEqualTo(StdioHost.EXIT_CRASHED);
        assertThat(log()).contains("a handler of the node threw").contains("\tat " + PROGRAM);
    }

    @Test
    void programOutputGoesToTheLog() throws Exception {
        startNode();
        send(new CounterProgram.Misbehave("print"));

        assertThat(ask(new CounterProgram.Total())).isInstanceOf(CounterProgram.TotalOk.class);
        assertThat(log()).contains("hello from the program itself");
    }

    @Test
    void aRequestOfAnUnknownTypeIsNotSupported() throws Exception {
        startNode();

        assertThat(((ErrorReply) ask(new LinKv.Read(1L))).code()).isEqualTo(10);
    }

    @Test
    void malformedRequestIsAnsweredAndGarbageIsSkipped() throws Exception {
        startNode();
        sendLine("rubbish");
        sendLine("{\"src\":\"c1\",\"dest\":\"n1\",\"body\":{\"type\":\"add\",\"msg_id\":3}}");

        Message reply = receive();
        assertThat(((ErrorReply) reply.body()).code()).isEqualTo(12);
        assertThat(reply.inReplyTo()).isEqualTo(3);
        assertThat(log()).contains("'rubbish'");
    }

    @Test
    void theHarnessMovesTheWallClockAndReadsItBack() throws Exception {
        startNode();
        long offset = TimeUnit.HOURS.toNanos(-3);

        Control.SquallClockOk set = (Control.SquallClockOk) ask(new Control.SquallClock(offset, 0));
        CounterProgram.ClockOk read = (CounterProgram.ClockOk) ask(new CounterProgram.Clock());

        long tolerance = TimeUnit.MINUTES.toNanos(5);
        long trueNanos = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
        ClockReading here = new ClockReading(trueNanos, System.nanoTime());
        assertThat(new ClockReading(set.wallNanos(), set.monotonicNanos()).offsetFrom(here))
                .isBetween(offset - tolerance, offset + tolerance);
        assertThat(read.wallNanos() - trueNanos).isBetween(offset - tolerance, offset + tolerance);
    }

    @Test
    void aFactComesInOrderWithTheMessages() throws Exception {
        startNode();
        sendLine(codec.encode(new Message("n2", "n1", 1, Message.NO_ID, new CounterProgram.Told("psst"))));
        send(new CounterProgram.Total());

        assertThat(receive().body()).isEqualTo(new Control.SquallFact(new CounterProgram.Heard("psst")));
        assertThat(receive().body()).isInstanceOf(CounterProgram.TotalOk.class);
    }

    @Test
    void aFullDiskEndsTheNodeWithOneSentence() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 1; exec \"$@\"", "sh"));
        command.addAll(command("--storage", folder.toString()));
        launch(command);
        send(new Control.Init("n1", List.of("n1")));
        for (int i = 0; i < 100; i++) {
            trySend(new CounterProgram.Add(i, true));
        }

        assertThat(exitCode()).isEqualTo(StdioHost.EXIT_IO);
        assertThat(log()).startsWith("cannot append to ").hasLineCount(1);
    }

    @Test
    void wrongArgumentsEndTheProcessWithOneSentence() throws Exception {
        launch(command());
        assertThat(exitCode()).isEqualTo(StdioHost.EXIT_USAGE);
        assertThat(log()).startsWith("no --storage given; usage: ").hasLineCount(1);

        startWithoutInit("bad=1");
        send(new Control.Init("n1", List.of("n1")));
        assertThat(exitCode()).isEqualTo(StdioHost.EXIT_USAGE);
        assertThat(log()).startsWith("unknown option 'bad'").hasLineCount(1);
    }

    private CounterProgram.TotalOk total(long total) {
        return new CounterProgram.TotalOk(total, Map.of("colour", "red"));
    }

    private void startNode(String... options) throws IOException {
        startWithoutInit(options);
        assertThat(ask(new Control.Init("n1", List.of("n1", "n2")))).isEqualTo(new Control.InitOk());
    }

    private void startWithoutInit(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--storage", folder.toString(), "--seed", "7"));
        arguments.addAll(Arrays.asList(options));
        launch(command(arguments.toArray(String[]::new)));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                StdioMain.class.getName(),
                PROGRAM));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private void launch(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr.log").toFile())
                .start();
        started.add(process);
        fromNode = process.inputReader(StandardCharsets.UTF_8);
    }

    private Body ask(Body body) throws IOException {
        send(body);
        return receive().body();
    }

    private void send(Body body) throws IOException {
        String source = Control.VOCABULARY.bodies().containsValue(body.getClass()) ? Control.HARNESS : "c1";
        sendLine(codec.encode(new Message(source, "n1", 1, Message.NO_ID, body)));
    }

    private void trySend(Body body) {
        try {
            send(body);
        } catch (IOException e) {
            // The node has ended. The test reads its output and exit code.
        }
    }

    private void sendLine(String line) throws IOException {
        OutputStream toNode = process.getOutputStream();
        toNode.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toNode.flush();
    }

    private Message receive() throws IOException {
        return codec.decode(fromNode.readLine());
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return process.exitValue();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("stderr.log"));
    }
}
