package dev.squall.node.host;

import dev.squall.node.NodeProgram;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The main class of a node's process: see {@link #USAGE}. */
public final class StdioMain {

    static final String USAGE = "usage: StdioMain PROGRAM --storage DIR [--no-fsync] [--seed N] [KEY=VALUE...], where"
            + " PROGRAM is the class name of a " + NodeProgram.class.getName();

    private static final long GRACE_SECONDS = 1;

    private final Map<String, String> options = new LinkedHashMap<>();
    private String programName;
    private Path storage;
    private boolean forced = true;
    private long seed;

    private StdioMain() {}

    public static void main(String[] arguments) {
        StdioMain main = new StdioMain();
        NodeProgram program;
        try {
            main.parse(arguments);
            program = main.program();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(StdioHost.EXIT_USAGE);
            return;
        }
        System.exit(main.run(program));
    }

    private int run(NodeProgram program) {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        // What a program prints by itself would break the protocol: it belongs to the log.
        System.setOut(System.err);
        CountDownLatch over = new CountDownLatch(1);
        InputStream in = new LethalInput(new FileInputStream(FileDescriptor.in), over);
        HostSettings settings = new HostSettings(storage, forced, seed);
        try {
            return new StdioHost(program, options, settings, in, out, System.err).run();
        } finally {
            over.countDown();
        }
    }

    private void parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "--storage" -> storage = Path.of(value(arguments, ++i));
                case "--seed" -> seed = number(value(arguments, ++i));
                case "--no-fsync" -> forced = false;
                default -> positional(argument);
            }
        }
        if (programName == null || storage == null) {
            throw new IllegalArgumentException(
                    (programName == null ? "no PROGRAM given; " : "no --storage given; ") + USAGE);
        }
    }

    private void positional(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && programName != null) {
            options.put(argument.substring(0, equals), argument.substring(equals + 1));
        } else if (programName == null && !argument.startsWith("-")) {
            programName = argument;
        } else {
            throw new IllegalArgumentException("unknown argument " + argument + "; " + USAGE);
        }
    }

    private static String value(String[] arguments, int index) {
        if (index == arguments.length) {
            throw new IllegalArgumentException("no value after " + arguments[index - 1] + "; " + USAGE);
        }
        return arguments[index];
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed is " + text + ", expected an integer; " + USAGE, e);
        }
    }

    private NodeProgram program() {
        try {
            return Class.forName(programName)
                    .asSubclass(NodeProgram.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    programName + " is no program (" + e + "): expected the name of a public class on the class path"
                            + " that implements " + NodeProgram.class.getName()
                            + " and has a public constructor without arguments",
                    e);
        }
    }

    /** Input whose end ends the process, even if the node hangs: no node outlives its harness. */
    private static final class LethalInput extends FilterInputStream {

        private final CountDownLatch over;

        LethalInput(InputStream in, CountDownLatch over) {
            super(in);
            this.over = over;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
                Thread guard = new Thread(this::haltUnlessOver, "end");
                guard.setDaemon(true);
                guard.start();
            }
            return count;
        }

        private void haltUnlessOver() {
            try {
                if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    Runtime.getRuntime().halt(StdioHost.EXIT_DONE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
