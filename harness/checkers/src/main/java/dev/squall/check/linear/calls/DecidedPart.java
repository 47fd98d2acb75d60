package dev.squall.check.linear.calls;

import java.util.List;

/** One key, or one part of an object, with its calls and the decision about them. */
public record DecidedPart(Object key, Calls calls, Decision decision) {

    /** Returns the key of the object, without the name of the part. */
    public Object objectKey(boolean keyed) {
        boolean whole = !calls.isPart();
        return whole ? key : keyed ? ((List<?>) key).get(0) : null;
    }

    public int failedOperation() {
        return calls.operation()[decision.call()];
    }
}
