package dev.squall.report.serve;

import dev.squall.report.page.ReportException;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Mapping from URLs to files. Neither names nor links can lead outside of the served folder. */
final class ServedFiles {

    private final Path root;

    /** @throws ReportException if the folder does not exist */
    public ServedFiles(Path folder) {
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            throw new ReportException("there is no folder " + folder + ": expected one of runs", e);
        }
        if (!Files.isDirectory(root)) {
            throw new ReportException(folder + " is no folder; expected one of runs");
        }
    }

    /** Returns the served folder, with symbolic links resolved. */
    Path root() {
        return root;
    }

    /**
     * Returns the file or folder of a URL, with symbolic links resolved; empty if it does not exist or must not be
     * served.
     */
    Optional<Path> find(URI address) {
        Path path = root;
        for (String segment : address.getRawPath().split("/")) {
            if (!segment.isEmpty()) {
                Optional<String> name = name(segment);
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    path = path.resolve(name.get());
                } catch (InvalidPathException e) {
                    return Optional.empty();
                }
            }
        }
        try {
            Path real = path.toRealPath();
            return real.startsWith(root) ? Optional.of(real) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> name(String segment) {
        String name;
        try {
            name = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean isName =
                !name.equals(".") && !name.equals("..") && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
        return isName ? Optional.of(name) : Optional.empty();
    }
}
