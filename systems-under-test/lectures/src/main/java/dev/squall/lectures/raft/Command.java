package dev.squall.lectures.raft;

import dev.squall.node.Message;
import dev.squall.node.protocol.AppendKv;
import dev.squall.node.protocol.LinKv;
import java.util.Objects;

/**
 * A client's request in the form stored in the log. Reads are commands in the log too. A read in the log sees every
 * write that was acknowledged before the read began (lecture 7.2).
 *
 * @param client name of the client
 * @param messageId id of the request, at least 0; ids grow with each request of a client
 * @param operation {@link #READ}, {@link #WRITE}, {@link #CAS} or {@link #APPEND}
 * @param key key to read or write
 * @param from expected value of a compare-and-set; null for other operations
 * @param to value to write or append; null for a read
 */
public record Command(String client, long messageId, String operation, Object key, Object from, Object to) {

    public static final String READ = "read";
    public static final String WRITE = "write";
    public static final String CAS = "cas";
    public static final String APPEND = "append";

    public Command {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(operation, "operation");
    }

    /**
     * Returns the command of a client's request, or null if its body is not one of {@link LinKv} or {@link AppendKv}.
     */
    static Command of(Message request) {
        String client = request.source();
        long messageId = request.messageId();
        if (request.body() instanceof LinKv.Read read) {
            return new Command(client, messageId, READ, read.key(), null, null);
        }
        if (request.body() instanceof LinKv.Write write) {
            return new Command(client, messageId, WRITE, write.key(), null, write.value());
        }
        if (request.body() instanceof LinKv.Cas cas) {
            return new Command(client, messageId, CAS, cas.key(), cas.from(), cas.to());
        }
        if (request.body() instanceof AppendKv.Append append) {
            return new Command(client, messageId, APPEND, append.key(), null, append.value());
        }
        return null;
    }

    /** Returns a text such as {@code cas of key 5 from 4 to 3 (message 7 of c1)}. */
    @Override
    public String toString() {
        String what =
                switch (operation) {
                    case READ -> "read of key " + key;
                    case WRITE -> "write of " + to + " to key " + key;
                    case CAS -> "cas of key " + key + " from " + from + " to " + to;
                    case APPEND -> "append of " + to + " to key " + key;
                    default -> operation + " of key " + key;
                };
        return what + " (message " + messageId + " of " + client + ")";
    }
}
