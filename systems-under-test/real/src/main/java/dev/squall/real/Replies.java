package dev.squall.real;

import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.nio.charset.StandardCharsets;

/** Replies that the clients of all systems share. The systems store keys and values as decimal text. */
final class Replies {

    private Replies() {}

    static byte[] bytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the reply to a read that found these bytes. */
    static Body read(byte[] bytes) {
        return new LinKv.ReadOk(Long.valueOf(new String(bytes, StandardCharsets.UTF_8)));
    }

    static ErrorReply noSuchKey() {
        return new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "no such key");
    }

    static ErrorReply otherValue() {
        return new ErrorReply(ErrorCode.PRECONDITION_FAILED, "the key holds another value");
    }

    /** Returns the definite error of a request that was not and will not be carried out. */
    static ErrorReply notDone(String why) {
        return new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, why);
    }

    /** Returns the indefinite error of a request that may or may not be carried out. */
    static ErrorReply unknown(Throwable problem) {
        return new ErrorReply(
                ErrorCode.CRASH, String.valueOf(problem.getMessage()).strip());
    }

    static IllegalArgumentException notUnderstood(Body request) {
        return new IllegalArgumentException("no client here does " + request + "; expected read, write or cas");
    }
}
