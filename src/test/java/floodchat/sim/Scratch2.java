package floodchat.sim;
public final class Scratch2 {
  public static void main(String[] x) {
    int peers=Integer.parseInt(x[0]); Latency l = x[1].equals("far")?Latency.FAR:Latency.NEAR; boolean stem=x[2].equals("stem"); int seed=Integer.parseInt(x[3]);
    SimulatedNetwork net=new SimulatedNetwork(seed,l); if(!stem) net.withoutStem();
    net = SteadyRun.grown(net, peers);
    SteadyRun s=SteadyRun.of(net,1000,1000);
    LastDeliveryTimes t=LastDeliveryTimes.of(s,Overlay.of(net));
    System.out.println(String.join(" ",x)+": beyond "+s.beyondOne()+" delivered "+s.delivered()+" last "+t.medianMs()+" 95% "+t.ms(.95)+" times "+t.timesPlainFlood());
    System.out.println("  stem frames "+net.traffic().frames(FrameCounts.Kind.STEM)+" fetched "+net.traffic().frames(FrameCounts.Kind.FETCHED)+" grafts "+net.traffic().frames(FrameCounts.Kind.GRAFT)+" prunes "+net.traffic().frames(FrameCounts.Kind.PRUNE)+" ihave "+net.traffic().frames(FrameCounts.Kind.ANNOUNCEMENT)+" iwant "+net.traffic().frames(FrameCounts.Kind.REQUEST));
    System.out.println("  "+s.curve().stream().map(d->String.format("%.3f",d)).toList());
  }
}
