package dev.squall.lectures.raft;

import dev.squall.node.Body;
import dev.squall.node.protocol.AppendKv;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Objects;

/**
 * The result of a {@link Command}, in a form for snapshots and for messages between nodes.
 *
 * @param client name of the client
 * @param messageId id of the client's request
 * @param type {@link #READ_OK}, {@link #WRITE_OK}, {@link #CAS_OK}, {@link #APPEND_OK} or {@link #ERROR}
 * @param value value that a read returned; null for other replies
 * @param errorCode code from {@link ErrorCode} for an error; 0 for other replies
 */
public record Reply(String client, long messageId, String type, Object value, int errorCode) {

    public static final String READ_OK = "read_ok";
    public static final String WRITE_OK = "write_ok";
    public static final String CAS_OK = "cas_ok";
    public static final String APPEND_OK = "append_ok";
    public static final String ERROR = "error";

    public Reply {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(type, "type");
    }

    static Reply ok(Command command, String type, Object value) {
        return new Reply(command.client(), command.messageId(), type, value, 0);
    }

    static Reply error(Command command, ErrorCode code) {
        return new Reply(command.client(), command.messageId(), ERROR, null, code.code());
    }

    /** Returns the error for a compare-and-set that did not find the expected value. */
    public static Reply preconditionFailed(Command command) {
        return error(command, ErrorCode.PRECONDITION_FAILED);
    }

    /** Returns this reply as a message body for the client. */
    Body toBody() {
        return switch (type) {
            case READ_OK -> new LinKv.ReadOk(value);
            case WRITE_OK -> new LinKv.WriteOk();
            case CAS_OK -> new LinKv.CasOk();
            case APPEND_OK -> new AppendKv.AppendOk();
            default -> new ErrorReply(errorCode, textOf(errorCode));
        };
    }

    private static String textOf(int errorCode) {
        if (errorCode == ErrorCode.KEY_DOES_NOT_EXIST.code()) {
            return "the key was never written";
        }
        if (errorCode == ErrorCode.PRECONDITION_FAILED.code()) {
            return "the key holds another value than the one expected";
        }
        return "the request lost its leader: it may still take effect, or never";
    }
}
