/** A program that uses the library: the example of docs/embedding.md, as a module of its own. */
module floodchat.example {
    requires floodchat.network;
}
