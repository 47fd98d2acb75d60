package dev.squall.world.docker.image;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of an image on a base. The image's name has a hash of the files, so it is built once, and again when a
 * file has changed.
 *
 * @param repository the first part of the image's name
 * @param arguments build arguments of the Dockerfile, besides {@code BASE}. They do not count for the name, so images
 *     that differ only in them are interchangeable, and the first one built is used
 * @param files the Dockerfile and the files that it copies, by their paths in the build's context
 */
record ImageRecipe(String repository, SortedMap<String, String> arguments, SortedMap<String, byte[]> files) {

    private static final String DOCKERFILE = "Dockerfile";
    private static final String APT_SETTINGS = "apt.conf";
    private static final int HASH_DIGITS = 16;

    /**
     * Adds the settings of Debian's package manager, which every Dockerfile of the harness copies.
     *
     * @param copied other files that the Dockerfile copies
     */
    static ImageRecipe of(
            String repository, byte[] dockerfile, Map<String, String> arguments, Map<String, byte[]> copied) {
        SortedMap<String, byte[]> files = new TreeMap<>(copied);
        files.put(DOCKERFILE, dockerfile);
        files.put(APT_SETTINGS, resource(APT_SETTINGS));
        return new ImageRecipe(repository, new TreeMap<>(arguments), files);
    }

    /** Returns the image's name with its tag, even if no engine has the image. */
    String image() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                add(digest, name.getBytes(StandardCharsets.UTF_8));
                add(digest, content);
            });
            return repository + ":" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has SHA-256", e);
        }
    }

    /** Adds a part with its length, so that no two recipes add the same bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** Returns a file that comes with the harness. */
    static byte[] resource(String name) {
        try (InputStream in = ImageRecipe.class.getResourceAsStream("/dev/squall/world/docker/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new WorldException("the harness's own " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
