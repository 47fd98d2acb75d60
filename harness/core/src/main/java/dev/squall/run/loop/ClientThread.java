package dev.squall.run.loop;

import dev.squall.generator.Call;

/**
 * One client thread of a run. A client thread does one operation at a time. After an operation with unknown outcome the
 * thread becomes a new process, since the old process must not act again.
 */
final class ClientThread {

    private static final long NO_REQUEST = -1;

    private final int number;
    private final int concurrency;
    private int process;
    private String clientName;
    private Call call;
    private long requestId = NO_REQUEST;
    private String node;
    private long requests;

    ClientThread(int number, int concurrency) {
        this.number = number;
        this.concurrency = concurrency;
        this.process = number - concurrency;
        becomeNextProcess();
    }

    void becomeNextProcess() {
        process += concurrency;
        clientName = "c" + process;
    }

    int number() {
        return number;
    }

    int process() {
        return process;
    }

    String clientName() {
        return clientName;
    }

    Call call() {
        return call;
    }

    /** Returns the number of requests that this thread has begun. */
    long requests() {
        return requests;
    }

    /** Returns the node that the latest request was sent to. */
    String node() {
        return node;
    }

    void begin(Call newCall, long newRequestId, String newNode) {
        call = newCall;
        requestId = newRequestId;
        node = newNode;
        requests++;
    }

    boolean awaits(long id) {
        return requestId != NO_REQUEST && requestId == id;
    }

    void end() {
        call = null;
        requestId = NO_REQUEST;
    }
}
