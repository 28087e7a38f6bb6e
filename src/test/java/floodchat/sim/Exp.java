package floodchat.sim;
import java.util.*;
class Exp { static void main(String[] a){
 for (int n : new int[]{10,100,1000}) for (int seed=1; seed<=(n>1000?1:5); seed++){
  long t=System.nanoTime();
  SimulatedNetwork net=new SimulatedNetwork(seed, SimulatedNetwork.Latency.NEAR);
  net.addThroughOneEntry(n, n>1000?5000:20000);
  net.run(2*SimulatedNetwork.SECOND);
  Map<Integer,Integer> d0=new TreeMap<>(); for (var p:net.peers()) d0.merge(p.degree(),1,Integer::sum);
  net.run(58*SimulatedNetwork.SECOND);
  Map<Integer,Integer> d=new TreeMap<>(); for (var p:net.peers()) d.merge(p.degree(),1,Integer::sum);
  long before=net.packetsSent(); net.peers().getFirst().publish("x"); net.run(5*SimulatedNetwork.SECOND);
  String r=" reached "+net.reached("x")+" copies "+(net.packetsSent()-before)/(double)n;
  for (double k: new double[]{.8,.5}){ net.kill(k); if(net.peers().isEmpty())break; net.run(5*SimulatedNetwork.SECOND); net.peers().getFirst().publish("k"+k); net.run(5*SimulatedNetwork.SECOND); r+=" after "+k+": "+net.reached("k"+k)+"/"+net.peers().size();}
  System.out.println(n+" seed "+seed+" "+d0+" -> "+d+r+" wall "+(System.nanoTime()-t)/1000000+" ms");
 }}}
