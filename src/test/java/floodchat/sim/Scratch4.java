package floodchat.sim;
public final class Scratch4 {
  public static void main(String[] x) {
    SimulatedNetwork net=new SimulatedNetwork(1,Latency.NEAR); if (x[1].equals("flood")) net.withoutStem();
    net = SteadyRun.grown(net, Integer.parseInt(x[0]));
    DayRun d=new DayRun(net, Integer.parseInt(x[2]));
    int h=0; for (int k: new int[]{1,2,3,6,12}) { System.out.println(x[1]+" after "+(h+=k)+" h: "+d.after(k)); }
  }
}
