package dev.squall.node.host;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StorageException;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.Envelope;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.RawBody;
import dev.squall.node.wire.WireCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Host of one life of a node as an operating system process. The host speaks Maelstrom's protocol: it reads messages
 * from one stream and writes messages and facts to another. A third stream receives one readable line per problem.
 *
 * <p>All handlers of the node run on the thread that calls {@link #run()}. A second thread only reads. Output is
 * flushed whenever no input is waiting.
 *
 * <p>The host replies to {@code init} and the harness's own messages itself. The host replies to unknown requests with
 * {@link ErrorCode#NOT_SUPPORTED}, and to malformed ones with {@link ErrorCode#MALFORMED_REQUEST}.
 */
public final class StdioHost {

    /** Exit code after the end of the input. */
    public static final int EXIT_DONE = 0;
    /** Exit code if an option of the program is unknown or its value is not allowed. */
    public static final int EXIT_USAGE = 64;
    /** Exit code if a handler of the node threw an exception. */
    public static final int EXIT_CRASHED = 70;
    /** Exit code if the stable storage or the output cannot be written. */
    public static final int EXIT_IO = 74;

    private static final int BUFFER_BYTES = 1 << 16;

    private final NodeProgram program;
    private final Map<String, String> options;
    private final HostSettings settings;
    private final WireCodec codec;
    private final WallClock wallClock = new WallClock(Clock.systemUTC(), System::nanoTime);
    private final TimerQueue timers = new TimerQueue(System.nanoTime());
    private final BlockingQueue<Runnable> events;
    private final Links links;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream log;
    /** Messages of the node that wait until the harness has a record of them. */
    private final List<Sending> outgoing = new ArrayList<>();

    private Node node;
    private int life;
    private boolean inputEnded;

    public StdioHost(
            NodeProgram program,
            Map<String, String> options,
            HostSettings settings,
            InputStream in,
            OutputStream out,
            PrintStream log) {
        this(program, options, settings, in, out, log, Links.NONE, new LinkedBlockingQueue<>());
    }

    /**
     * @param links the links that carry messages between nodes
     * @param events the queue of work for the node's thread; must be unbounded
     */
    StdioHost(
            NodeProgram program,
            Map<String, String> options,
            HostSettings settings,
            InputStream in,
            OutputStream out,
            PrintStream log,
            Links links,
            BlockingQueue<Runnable> events) {
        this.program = program;
        this.options = options;
        this.settings = settings;
        this.codec = new WireCodec(program.vocabulary());
        this.in = in;
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.log = log;
        this.links = links;
        this.events = events;
    }

    /**
     * Runs the node until the input ends or the node fails.
     *
     * @return the exit code for the process, one of the constants of this class
     */
    public int run() {
        new LineReader(in, this::receiveLater, () -> events.add(() -> inputEnded = true)).start();
        int exitCode = live();
        try {
            out.flush();
        } catch (IOException e) {
            log.println("cannot write a message: " + e.getMessage());
            return EXIT_IO;
        }
        return exitCode;
    }

    private int live() {
        try {
            serve();
            return EXIT_DONE;
        } catch (InvalidOptionException e) {
            log.println(e.getMessage());
            return EXIT_USAGE;
        } catch (StorageException e) {
            log.println(e.getMessage());
            return EXIT_IO;
        } catch (UncheckedIOException | IOException e) {
            log.println("cannot write a message: " + e.getMessage());
            return EXIT_IO;
        } catch (InterruptedException e) {
            log.println("interrupted");
            return EXIT_CRASHED;
        } catch (RuntimeException | Error e) {
            log.println("a handler of the node threw " + e);
            e.printStackTrace(log);
            return EXIT_CRASHED;
        }
    }

    private record Sending(String destination, String line) {}

    private void serve() throws IOException, InterruptedException {
        while (!inputEnded) {
            timers.runNextDue(System.nanoTime());
            release();
            if (events.isEmpty()) {
                out.flush();
            }
            Runnable event = events.poll(timers.waitNanos(System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event != null) {
                event.run();
                release();
            }
        }
    }

    /**
     * Passes the messages of a handler to other nodes, after passing these messages and all earlier facts to the
     * harness. In any other order, a node killed at this moment would have sent a message without a record.
     */
    private void release() throws IOException {
        if (outgoing.isEmpty()) {
            return;
        }
        out.flush();
        outgoing.forEach(sending -> links.carry(sending.destination(), sending.line()));
        outgoing.clear();
    }

    private void receiveLater(String line) {
        events.add(() -> handle(line));
    }

    private void handle(String line) {
        Envelope envelope;
        try {
            envelope = Envelope.parse(line);
        } catch (MalformedMessageException e) {
            log.println("ignored a line: " + e.getMessage());
            return;
        }
        Message message;
        try {
            message = codec.decode(envelope);
        } catch (MalformedMessageException e) {
            refuse(envelope.toMessage(), ErrorCode.MALFORMED_REQUEST, e.getMessage());
            return;
        }
        dispatch(message);
    }

    private void dispatch(Message message) {
        if (message.body() instanceof Control.SquallClock setting) {
            wallClock.set(setting);
            answer(message, wallClock.read());
        } else if (message.body() instanceof Control.SquallReadClock) {
            answer(message, wallClock.read());
        } else if (message.body() instanceof Control.SquallLinks opening) {
            life = opening.life();
            links.open(opening, this::handle, this::writeToHarness);
        } else if (message.body() instanceof Control.SquallDisturbance disturbance) {
            links.disturb(disturbance);
        } else if (message.body() instanceof Control.SquallHealing healing) {
            links.heal(healing);
        } else if (message.body() instanceof Control.Init init) {
            initialise(message, init);
        } else if (node == null) {
            refuse(message, ErrorCode.TEMPORARILY_UNAVAILABLE, "the node has had no init yet");
        } else if (message.body() instanceof RawBody raw) {
            refuse(message, ErrorCode.NOT_SUPPORTED, "the node knows no message of type " + raw.type());
        } else {
            node.receive(message);
        }
    }

    private void initialise(Message message, Control.Init init) {
        if (node != null) {
            refuse(message, ErrorCode.ABORT, "the node has had its init already");
            return;
        }
        HostEnvironment environment = new HostEnvironment(
                init.nodeId(),
                init.nodeIds(),
                this::write,
                timers,
                wallClock,
                System::nanoTime,
                new SplittableRandom(settings.seed() + life),
                FileStorage.open(settings.storage().resolve(init.nodeId()), codec, settings.forced()));
        try {
            node = program.create(environment, options);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(e);
        }
        node.start();
        answer(message, new Control.InitOk());
    }

    /** Sends a client or the harness the reason why its request is refused. A peer expects no reply. */
    private void refuse(Message message, ErrorCode code, String why) {
        log.println("refused a message from " + message.source() + ": " + why);
        boolean isRequest = message.isFromClient() || message.source().equals(Control.HARNESS);
        if (isRequest && message.messageId() != Message.NO_ID) {
            answer(message, new ErrorReply(code, why));
        }
    }

    private void answer(Message request, Body body) {
        write(new Message(request.destination(), request.source(), Message.NO_ID, request.messageId(), body));
    }

    private void write(Message message) {
        String line = codec.encode(message);
        writeToHarness(line);
        if (links != Links.NONE) {
            outgoing.add(new Sending(message.destination(), line));
        }
    }

    private void writeToHarness(Message message) {
        writeToHarness(codec.encode(message));
    }

    private void writeToHarness(String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class InvalidOptionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidOptionException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
