package dev.squall.world.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shell in a container that runs one command after another. Thread-safe. Starting a process in a container takes the
 * engine about 100 ms; a command in a running shell takes a few milliseconds. Each word of a command is quoted, so the
 * shell does not interpret it.
 */
final class ContainerShell {

    private static final String END = "squall-end-of-command";
    private static final Pattern ENDED = Pattern.compile("\n" + END + " (\\d+)\n");
    private static final byte[] END_OF_INPUT = {};

    private final Input in = new Input();
    private final StringBuilder output = new StringBuilder();
    private boolean ended;

    ContainerShell(DockerClient client, String containerId) {
        String execId = client.execCreateCmd(containerId)
                .withCmd("sh")
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        client.execStartCmd(execId).withStdIn(in).exec(new Collector());
    }

    /**
     * Result of a command.
     *
     * @param output the command's output
     */
    record Result(int exitCode, String output) {}

    /**
     * Runs a command and waits for its end.
     *
     * @throws IOException if the shell has ended, or the command takes longer than {@code nanosMax}
     */
    synchronized Result run(List<String> command, long nanosMax) throws IOException, InterruptedException {
        String words = command.stream().map(ContainerShell::quote).collect(Collectors.joining(" "));
        in.add((words + " 2>&1; printf '\\n%s %d\\n' " + END + " $?\n").getBytes(StandardCharsets.UTF_8));
        return await(System.nanoTime() + nanosMax);
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private Result await(long deadline) throws IOException, InterruptedException {
        synchronized (output) {
            while (true) {
                Matcher end = ENDED.matcher(output);
                if (end.find()) {
                    Result result = new Result(Integer.parseInt(end.group(1)), output.substring(0, end.start()));
                    output.delete(0, end.end());
                    return result;
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended) {
                    throw new IOException(
                            "the shell has ended: " + output.toString().strip());
                }
                if (millis <= 0) {
                    ended = true;
                    throw new IOException("it has not ended in time");
                }
                output.wait(millis);
            }
        }
    }

    /** Returns true if the shell has ended and can run no more commands. */
    boolean hasEnded() {
        synchronized (output) {
            return ended;
        }
    }

    private final class Collector extends ResultCallback.Adapter<Frame> {

        @Override
        public void onNext(Frame frame) {
            synchronized (output) {
                output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                output.notifyAll();
            }
        }

        @Override
        public void onError(Throwable problem) {
            end();
            super.onError(problem);
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }

        private void end() {
            synchronized (output) {
                ended = true;
                output.notifyAll();
            }
            in.add(END_OF_INPUT);
        }
    }

    /**
     * Standard input of the shell. The pipes of the Java library are not used: they break when a thread that has
     * written into them ends.
     */
    private static final class Input extends InputStream {

        private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
        private byte[] chunk = {};
        private int position;
        private boolean atEnd;

        void add(byte[] bytes) {
            chunks.add(bytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position == chunk.length && !atEnd) {
                take();
            }
            if (atEnd) {
                return -1;
            }
            int count = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, buffer, offset, count);
            position += count;
            return count;
        }

        private void take() throws IOException {
            try {
                chunk = chunks.take();
                position = 0;
                atEnd = chunk == END_OF_INPUT;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
