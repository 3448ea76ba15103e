using System.Net;
using System.Net.Sockets;

namespace Engram.Server;

/// <summary>Where the server listens, and what is said when it cannot.</summary>
internal static class ListenAddress
{
    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static IPAddress Parse(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;
        return IPAddress.TryParse(host, out IPAddress? address) ? address : throw new ArgumentException(
            $"The host '{host}' is no IP address. Give 127.0.0.1 for this machine alone, 0.0.0.0 for everyone who reaches it, or one of its "
            + "addresses.");
    }

    /// <summary>What a user can do about a server that does not start; <see langword="null"/> where nothing is known.</summary>
    public static IOException? Explain(Exception fault, ServerOptions options)
    {
        SocketException? socket = null;
        for (Exception? cause = fault; cause is not null && socket is null; cause = cause.InnerException)
            socket = cause as SocketException;
        return socket?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new IOException(
                $"Port {options.Port} of {options.Host} is taken. Stop the program that uses it, or give --port another number; 0 takes a free one.",
                fault),
            SocketError.AccessDenied => new IOException(
                $"Port {options.Port} may not be used by this user. Give --port a number above 1023.", fault),
            SocketError.AddressNotAvailable => new IOException(
                $"{options.Host} is no address of this machine. Give --host one of its addresses, or 0.0.0.0 for all.", fault),
            _ => null,
        };
    }
}
