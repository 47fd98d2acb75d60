package dev.squall.report.page;

/** Thrown if a page cannot be rendered; the message is a sentence for the user. */
public final class ReportException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
