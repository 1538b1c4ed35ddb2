using Seedance.WireServer.Host;

// A wire server as a process of its own, for tests in PowerShell.
await using var control = await ControlServer.StartAsync();
Console.WriteLine(control.Root);

// The parent holds the other end: when it ends, however it ends, this process ends too.
await Console.In.ReadToEndAsync();
