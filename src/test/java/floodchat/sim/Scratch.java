package floodchat.sim;
public final class Scratch {
  public static void main(String[] x) {
    int peers=Integer.parseInt(x[0]); Latency l = x[1].equals("far")?Latency.FAR:Latency.NEAR; boolean stem=x[2].equals("stem"); int n=Integer.parseInt(x[3]); int seed=x.length>4?Integer.parseInt(x[4]):1; long mix=x.length>5?Long.parseLong(x[5]):0;
    SimulatedNetwork net=new SimulatedNetwork(seed,l); if(!stem) net.withoutStem();
    net = SteadyRun.grown(net, peers);
    net.run(mix*SimulatedNetwork.SECOND);
    System.out.println(ObserverRun.of(net,n));
    System.out.println("stem frames "+net.traffic().frames(FrameCounts.Kind.STEM)+" fetched "+net.traffic().frames(FrameCounts.Kind.FETCHED)+" grafts "+net.traffic().frames(FrameCounts.Kind.GRAFT)+" prunes "+net.traffic().frames(FrameCounts.Kind.PRUNE));
  }
}
