package floodchat.node.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What is wrong with a file, in words for a person, and what is done about it. */
public final class FileProblem {
    private FileProblem() {}

    /** Why a file can't be used, as one clause for a person. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> "there is no such file";
            case AccessDeniedException e -> "permission denied";
            case FileAlreadyExistsException e -> "there is a file instead of a folder";
            case DirectoryNotEmptyException e -> "there is a folder instead of a file";
            case CharacterCodingException e -> "it is not UTF-8 text";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case IOException e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** The file that the failure names. @param otherwise if it names none */
    public static String place(IOException failure, Path otherwise) {
        return failure instanceof FileSystemException named && named.getFile() != null
                ? named.getFile()
                : otherwise.toString();
    }

    /**
     * Renames a file or folder that can't be used, so that a new file can take its place and a person can look at the
     * old one. An earlier one of the new name is replaced.
     *
     * @param reason why it can't be used, as one clause
     * @return what was done, as one sentence for the person
     */
    public static String setAside(Path file, String reason) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return "%s can't be used: %s. It was renamed to %s.".formatted(file, reason, aside.getFileName());
        } catch (IOException e) {
            return "%s can't be used: %s. It is ignored; remove it.".formatted(file, reason);
        }
    }

    /**
     * A folder has no bytes, a device may have no end, and who opens a pipe waits for its writer.
     *
     * @throws FileSystemException if one of them has the place of the file; not if nothing is there
     */
    static void refuseWhatIsNoFile(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is no file");
        }
    }

    /** True if something of this name is there, even a link to nothing, or if the folder can't be searched. */
    public static boolean isThere(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
