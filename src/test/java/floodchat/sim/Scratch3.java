package floodchat.sim;
import floodchat.protocol.flood.*;
import java.util.*;
public final class Scratch3 {
  public static void main(String[] x) {
    int peers=Integer.parseInt(x[0]); long mix=Long.parseLong(x[1]);
    SimulatedNetwork net=new SimulatedNetwork(1,Latency.NEAR);
    net = SteadyRun.grown(net, peers);
    Map<PacketId,SimulatedPeer> fl=new HashMap<>(); Map<String,SimulatedPeer> auth=new HashMap<>(); Map<PacketId,String> text=new HashMap<>(); Map<PacketId,String> route=new HashMap<>(); Map<PacketId,Integer> stems=new HashMap<>();
    net.tap(new FrameTap(){ public void sent(SimulatedPeer f, Frame fr){ if(fr instanceof Frame.PacketFrame p){ if(fl.putIfAbsent(p.packet().id(),f)==null){text.put(p.packet().id(),new String(p.packet().payload())); route.put(p.packet().id(),p.route().toString());} } if(fr instanceof Frame.StemFrame p) stems.merge(p.packet().id(),1,Integer::sum);} public void received(SimulatedPeer a,SimulatedPeer b,Frame f){} });
    for(int round=0;round<6;round++){
      fl.clear(); text.clear(); route.clear(); stems.clear();
      for(int i=0;i<300;i++){ SimulatedPeer a=net.anyPeer(); String t="r"+round+" "+i; auth.put(t,a); a.publish(t.getBytes(),true); net.run(SimulatedNetwork.SECOND/10);} 
      net.run(20*SimulatedNetwork.SECOND);
      int own=0,ownF=0,fet=0,none=0; for(var e:fl.entrySet()){ boolean o=auth.get(text.get(e.getKey()))==e.getValue(); boolean f=route.get(e.getKey()).equals("FETCHED"); if(o&&!stems.containsKey(e.getKey())) none++; if(o) own++; if(o&&f) ownF++; if(f) fet++; }
      System.out.printf("at %d s: %d floods, own %d (never on a stem %d, by embargo %d), embargo %d, hops %.2f%n", net.events().nowMicros()/SimulatedNetwork.SECOND, fl.size(), own, none, ownF, fet, stems.values().stream().mapToInt(i->i).sum()/(double)fl.size());
      net.run(mix*SimulatedNetwork.SECOND);
    }
  }
}
