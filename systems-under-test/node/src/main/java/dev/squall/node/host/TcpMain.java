package dev.squall.node.host;

import dev.squall.node.NodeProgram;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main class of a node in a container, with the arguments of {@link HostArguments#USAGE}. The harness connects to
 * {@link #CONTROL_PORT} and reads a greeting. Then the harness speaks the same protocol as with a {@link StdioMain},
 * beginning with {@link dev.squall.node.wire.Control.SquallLinks}. Other nodes' links connect to {@link #LINKS_PORT}.
 * The process ends with the harness's connection.
 */
public final class TcpMain {

    /** Port for the harness. */
    public static final int CONTROL_PORT = 7_000;
    /** Port for other nodes' links. */
    public static final int LINKS_PORT = 7_001;
    /**
     * Greeting: the first line that the host sends to the harness. With a proxy in between, a connection alone does not
     * prove that the host listens.
     */
    public static final String GREETING = "squall node";

    private TcpMain() {}

    public static void main(String[] arguments) {
        HostArguments parsed;
        NodeProgram program;
        try {
            parsed = HostArguments.parse(arguments);
            program = parsed.program();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(StdioHost.EXIT_USAGE);
            return;
        }
        try {
            System.exit(run(program, parsed));
        } catch (IOException e) {
            System.err.println("cannot listen on ports " + CONTROL_PORT + " and " + LINKS_PORT + ": " + e.getMessage());
            System.exit(StdioHost.EXIT_IO);
        }
    }

    private static int run(NodeProgram program, HostArguments parsed) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket links = new ServerSocket(LINKS_PORT);
                ServerSocket control = new ServerSocket(CONTROL_PORT);
                Socket harness = control.accept()) {
            harness.setTcpNoDelay(true);
            harness.getOutputStream().write((GREETING + "\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = new LethalInput(harness.getInputStream(), over);
            BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
            return new StdioHost(
                            program,
                            parsed.options(),
                            parsed.settings(),
                            in,
                            harness.getOutputStream(),
                            System.err,
                            new TcpLinks(links, events),
                            events)
                    .run();
        } finally {
            over.countDown();
        }
    }
}
