package dev.squall.node.host;

import dev.squall.node.NodeProgram;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** The main class of a node's process. {@link HostArguments#USAGE} describes its arguments. */
public final class StdioMain {

    private StdioMain() {}

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
        System.exit(run(program, parsed));
    }

    private static int run(NodeProgram program, HostArguments parsed) {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        // A program's own output would break the protocol, so it goes to the log.
        System.setOut(System.err);
        CountDownLatch over = new CountDownLatch(1);
        InputStream in = new LethalInput(new FileInputStream(FileDescriptor.in), over);
        try {
            return new StdioHost(program, parsed.options(), parsed.settings(), in, out, System.err).run();
        } finally {
            over.countDown();
        }
    }
}
