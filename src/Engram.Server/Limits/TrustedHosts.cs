using System.Net;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Limits;

/// <summary>
/// Which host a request may name. A server on loopback answers to loopback's names alone: a page of elsewhere whose name was made to point here
/// (DNS rebinding) comes under its own.
/// </summary>
/// <param name="loopbackAlone">Whether the server listens on loopback alone; else any name is right, since nobody knows how others reach it.</param>
internal sealed class TrustedHosts(bool loopbackAlone)
{
    public bool Trusts(HostString host) => !loopbackAlone || IsLoopback(host.Host);

    private static bool IsLoopback(string name)
        => name is "127.0.0.1"
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
}
