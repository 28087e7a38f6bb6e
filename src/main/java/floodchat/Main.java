package floodchat;

public final class Main {
    static void main(String[] args) {
        System.out.println("floodchat");
    }
}
